WITH winning_end_of_years AS (
  SELECT
    *
  FROM `end_of_year` AS `t0`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t2`.`school_year`,
      `t2`.`sasid`,
      `t2`.`DOE009`,
      `t2`.`DOE010`,
      `t2`.`DOE012`,
      `t2`.`DOE015`,
      `t2`.`DOE016`,
      `t2`.`DOE018`,
      `t2`.`DOE019`,
      `t2`.`DOE025`,
      `t2`.`DOE031`,
      `t2`.`DOE034`,
      `t2`.`DOE035`,
      `t2`.`DOE039`,
      `t2`.`DOE042`,
      `t2`.`DOE043`,
      `t2`.`DOE044`,
      `t2`.`file`,
      `t2`.`row`
    FROM (
      SELECT
        `t1`.`school_year`,
        `t1`.`sasid`,
        `t1`.`DOE009`,
        `t1`.`DOE010`,
        `t1`.`DOE012`,
        `t1`.`DOE015`,
        `t1`.`DOE016`,
        `t1`.`DOE018`,
        `t1`.`DOE019`,
        `t1`.`DOE025`,
        `t1`.`DOE031`,
        `t1`.`DOE034`,
        `t1`.`DOE035`,
        `t1`.`DOE039`,
        `t1`.`DOE042`,
        `t1`.`DOE043`,
        `t1`.`DOE044`,
        `t1`.`file`,
        `t1`.`row`,
        ROW_NUMBER() OVER (
          PARTITION BY `t1`.`school_year`, `t1`.`sasid`
          ORDER BY CASE
            WHEN `t1`.`DOE012` IN ('04')
            THEN 0
            WHEN `t1`.`DOE012` IN ('10')
            THEN 1
            WHEN `t1`.`DOE012` IN ('11')
            THEN 2
            WHEN `t1`.`DOE012` IN ('09')
            THEN 3
            WHEN `t1`.`DOE012` IN ('01')
            THEN 4
            WHEN `t1`.`DOE012` IN ('05')
            THEN 5
            WHEN `t1`.`DOE012` IN ('06')
            THEN 6
            WHEN `t1`.`DOE012` IN ('30', '31', '32', '33', '34', '35', '36')
            THEN 7
            WHEN `t1`.`DOE012` IN ('20', '21', '22', '23', '24')
            THEN 8
            WHEN `t1`.`DOE012` IN ('40')
            THEN 9
            WHEN `t1`.`DOE012` IN ('41')
            THEN 10
            ELSE 11
          END ASC NULLS LAST, `t1`.`DOE015` ASC NULLS LAST
        ) - 1 AS `place`
      FROM `end_of_year_contested` AS `t1`
    ) AS `t2`
    WHERE
      `t2`.`place` = 0
  ) AS `t3`
), winning_octobers AS (
  SELECT
    *
  FROM `october` AS `t0`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t2`.`school_year`,
      `t2`.`sasid`,
      `t2`.`DOE009`,
      `t2`.`DOE010`,
      `t2`.`DOE012`,
      `t2`.`DOE015`,
      `t2`.`DOE016`,
      `t2`.`DOE018`,
      `t2`.`DOE019`,
      `t2`.`DOE025`,
      `t2`.`DOE031`,
      `t2`.`DOE034`,
      `t2`.`DOE035`,
      `t2`.`DOE039`,
      `t2`.`DOE042`,
      `t2`.`DOE043`,
      `t2`.`DOE044`,
      `t2`.`file`,
      `t2`.`row`
    FROM (
      SELECT
        `t1`.`school_year`,
        `t1`.`sasid`,
        `t1`.`DOE009`,
        `t1`.`DOE010`,
        `t1`.`DOE012`,
        `t1`.`DOE015`,
        `t1`.`DOE016`,
        `t1`.`DOE018`,
        `t1`.`DOE019`,
        `t1`.`DOE025`,
        `t1`.`DOE031`,
        `t1`.`DOE034`,
        `t1`.`DOE035`,
        `t1`.`DOE039`,
        `t1`.`DOE042`,
        `t1`.`DOE043`,
        `t1`.`DOE044`,
        `t1`.`file`,
        `t1`.`row`,
        ROW_NUMBER() OVER (
          PARTITION BY `t1`.`school_year`, `t1`.`sasid`
          ORDER BY CASE WHEN `t1`.`DOE012` IN ('01') THEN 0 ELSE 1 END ASC NULLS LAST, `t1`.`DOE015` ASC NULLS LAST
        ) - 1 AS `place`
      FROM `october_contested` AS `t1`
    ) AS `t2`
    WHERE
      `t2`.`place` = 0
  ) AS `t3`
), cte_histories AS (
  SELECT
    `t2`.`sasid`,
    CAST(`t2`.`summed` AS BIGINT) AS `history`
  FROM (
    SELECT
      `t1`.`sasid`,
      CAST(SUM(`t1`.`bit`) AS DECIMAL(38, 0)) AS `summed`
    FROM (
      SELECT
        `t0`.`sasid`,
        SHIFTRIGHT(4611686018427387904, (
          CAST(`t0`.`school_year` AS BIGINT) - 1988
        )) AS `bit`
      FROM `winning_octobers` AS `t0`
      WHERE
        `t0`.`DOE012` IN ('01') AND NOT (
          `t0`.`DOE035` IN ('00', '01')
        )
    ) AS `t1`
    GROUP BY
      1
  ) AS `t2`
), leaving_students AS (
  SELECT
    `t6`.`school_year`,
    `t6`.`sasid`,
    `t6`.`DOE035`,
    `t6`.`DOE043`,
    `t6`.`DOE044`,
    `t6`.`record_year`,
    `t6`.`file`,
    `t6`.`row`,
    `t6`.`org_code`,
    `t6`.`gender`,
    `t6`.`race_ethnicity`,
    `t6`.`low_income_status`,
    `t6`.`english_learner`,
    `t6`.`disability_placement`,
    `t6`.`plan_504`,
    `t6`.`cte_special_population`,
    `t6`.`leaving_status`,
    `t6`.`competency_attainment`,
    SHIFTRIGHT(COALESCE(`t6`.`history`, 0), (
      2050 - CAST(`t6`.`school_year` AS BIGINT)
    )) AS `cte_octobers`
  FROM (
    SELECT
      `t5`.`school_year`,
      `t5`.`sasid`,
      `t5`.`DOE035`,
      `t5`.`DOE043`,
      `t5`.`DOE044`,
      `t5`.`record_year`,
      `t5`.`file`,
      `t5`.`row`,
      `t5`.`org_code`,
      `t5`.`gender`,
      `t5`.`race_ethnicity`,
      `t5`.`low_income_status`,
      `t5`.`english_learner`,
      `t5`.`disability_placement`,
      `t5`.`plan_504`,
      `t5`.`cte_special_population`,
      `t5`.`leaving_status`,
      `t5`.`competency_attainment`,
      `t4`.`history_sasid`,
      `t4`.`history`
    FROM (
      SELECT
        `t0`.`school_year`,
        `t0`.`sasid`,
        `t0`.`DOE035`,
        `t0`.`DOE043`,
        `t0`.`DOE044`,
        `t0`.`school_year` AS `record_year`,
        `t0`.`file`,
        `t0`.`row`,
        `t0`.`DOE015` AS `org_code`,
        `t0`.`DOE009` AS `gender`,
        `t0`.`DOE010` AS `race_ethnicity`,
        `t0`.`DOE019` AS `low_income_status`,
        `t0`.`DOE025` AS `english_learner`,
        `t0`.`DOE034` AS `disability_placement`,
        `t0`.`DOE039` AS `plan_504`,
        `t0`.`DOE042` AS `cte_special_population`,
        `t0`.`DOE012` AS `leaving_status`,
        `t0`.`DOE031` AS `competency_attainment`
      FROM `winning_end_of_years` AS `t0`
      WHERE
        `t0`.`school_year` IN (2017)
    ) AS `t5`
    INNER JOIN (
      SELECT
        `t1`.`sasid` AS `history_sasid`,
        `t1`.`history`
      FROM `cte_histories` AS `t1`
    ) AS `t4`
      ON `t5`.`sasid` = `t4`.`history_sasid`
  ) AS `t6`
), october_programs AS (
  SELECT
    *
  FROM (
    SELECT
      `t0`.`sasid` AS `october_sasid`,
      `t0`.`school_year` AS `october_year`,
      CASE
        WHEN `t0`.`DOE035` IN ('02', '03', '04', '05') AND (
          `t0`.`DOE043` <> '500'
        )
        THEN `t0`.`DOE043`
        WHEN `t0`.`DOE035` IN ('13', '14') AND (
          `t0`.`DOE044` <> '500'
        )
        THEN `t0`.`DOE044`
        ELSE NULL
      END AS `offered`
    FROM `winning_octobers` AS `t0`
  ) AS `t1`
  WHERE
    `t1`.`offered` IS NOT NULL
), migrants AS (
  SELECT DISTINCT
    `t0`.`school_year` AS `list_year`,
    `t0`.`sasid` AS `listed`
  FROM `migrant` AS `t0`
), grade_10_ela_results AS (
  SELECT
    `t2`.`sasid`,
    CASE
      WHEN `t2`.`chosen` = 0
      THEN 'F'
      WHEN `t2`.`chosen` = 1
      THEN 'W'
      WHEN `t2`.`chosen` = 2
      THEN 'NM'
      WHEN `t2`.`chosen` = 3
      THEN 'NI'
      WHEN `t2`.`chosen` = 4
      THEN 'PM'
      WHEN `t2`.`chosen` = 5
      THEN 'P'
      WHEN `t2`.`chosen` = 6
      THEN 'M'
      WHEN `t2`.`chosen` = 7
      THEN 'A'
      WHEN `t2`.`chosen` = 8
      THEN 'E'
      ELSE NULL
    END AS `grade_10_ela_level`
  FROM (
    SELECT
      `t1`.`sasid`,
      99 - (
        MIN((
          `t1`.`date` * 100
        ) + (
          99 - `t1`.`rank`
        )) % 100
      ) AS `chosen`
    FROM (
      SELECT
        `t0`.`sasid`,
        (
          CAST(`t0`.`administration_year` AS BIGINT) * 12
        ) + CAST(IF(`t0`.`administration_month` = 0, 5, `t0`.`administration_month`) AS BIGINT) AS `date`,
        CAST(CASE
          WHEN `t0`.`eperf2` = 'F'
          THEN 0
          WHEN `t0`.`eperf2` = 'W'
          THEN 1
          WHEN `t0`.`eperf2` = 'NM'
          THEN 2
          WHEN `t0`.`eperf2` = 'NI'
          THEN 3
          WHEN `t0`.`eperf2` = 'PM'
          THEN 4
          WHEN `t0`.`eperf2` = 'P'
          THEN 5
          WHEN `t0`.`eperf2` = 'M'
          THEN 6
          WHEN `t0`.`eperf2` = 'A'
          THEN 7
          WHEN `t0`.`eperf2` = 'E'
          THEN 8
          ELSE 0
        END AS BIGINT) AS `rank`
      FROM `mcas` AS `t0`
      WHERE
        `t0`.`grade` = '10'
        AND `t0`.`eteststat` IN ('T', 'TR')
        AND `t0`.`eperf2` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E')
    ) AS `t1`
    GROUP BY
      1
  ) AS `t2`
), grade_10_math_results AS (
  SELECT
    `t2`.`sasid`,
    CASE
      WHEN `t2`.`chosen` = 0
      THEN 'F'
      WHEN `t2`.`chosen` = 1
      THEN 'W'
      WHEN `t2`.`chosen` = 2
      THEN 'NM'
      WHEN `t2`.`chosen` = 3
      THEN 'NI'
      WHEN `t2`.`chosen` = 4
      THEN 'PM'
      WHEN `t2`.`chosen` = 5
      THEN 'P'
      WHEN `t2`.`chosen` = 6
      THEN 'M'
      WHEN `t2`.`chosen` = 7
      THEN 'A'
      WHEN `t2`.`chosen` = 8
      THEN 'E'
      ELSE NULL
    END AS `grade_10_math_level`
  FROM (
    SELECT
      `t1`.`sasid`,
      99 - (
        MIN((
          `t1`.`date` * 100
        ) + (
          99 - `t1`.`rank`
        )) % 100
      ) AS `chosen`
    FROM (
      SELECT
        `t0`.`sasid`,
        (
          CAST(`t0`.`administration_year` AS BIGINT) * 12
        ) + CAST(IF(`t0`.`administration_month` = 0, 5, `t0`.`administration_month`) AS BIGINT) AS `date`,
        CAST(CASE
          WHEN `t0`.`mperf2` = 'F'
          THEN 0
          WHEN `t0`.`mperf2` = 'W'
          THEN 1
          WHEN `t0`.`mperf2` = 'NM'
          THEN 2
          WHEN `t0`.`mperf2` = 'NI'
          THEN 3
          WHEN `t0`.`mperf2` = 'PM'
          THEN 4
          WHEN `t0`.`mperf2` = 'P'
          THEN 5
          WHEN `t0`.`mperf2` = 'M'
          THEN 6
          WHEN `t0`.`mperf2` = 'A'
          THEN 7
          WHEN `t0`.`mperf2` = 'E'
          THEN 8
          ELSE 0
        END AS BIGINT) AS `rank`
      FROM `mcas` AS `t0`
      WHERE
        `t0`.`grade` = '10'
        AND `t0`.`mteststat` IN ('T', 'TR')
        AND `t0`.`mperf2` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E')
    ) AS `t1`
    GROUP BY
      1
  ) AS `t2`
), follow_up_answers AS (
  SELECT
    `t1`.`school_year`,
    `t1`.`sasid`,
    CASE
      WHEN `t1`.`best` = 0
      THEN 'postsecondary'
      WHEN `t1`.`best` = 1
      THEN 'advanced_training'
      WHEN `t1`.`best` = 2
      THEN 'apprenticeship'
      WHEN `t1`.`best` = 3
      THEN 'military'
      WHEN `t1`.`best` = 4
      THEN 'employed_related'
      WHEN `t1`.`best` = 5
      THEN 'employed_unrelated'
      WHEN `t1`.`best` = 6
      THEN 'not_placed'
      WHEN `t1`.`best` = 7
      THEN 'unknown'
      ELSE NULL
    END AS `follow_up_status`
  FROM (
    SELECT
      `t0`.`school_year`,
      `t0`.`sasid`,
      MIN(
        CASE
          WHEN `t0`.`status` IN ('postsecondary')
          THEN 0
          WHEN `t0`.`status` IN ('advanced_training')
          THEN 1
          WHEN `t0`.`status` IN ('apprenticeship')
          THEN 2
          WHEN `t0`.`status` IN ('military')
          THEN 3
          WHEN `t0`.`status` IN ('employed_related')
          THEN 4
          WHEN `t0`.`status` IN ('employed_unrelated')
          THEN 5
          WHEN `t0`.`status` IN ('not_placed')
          THEN 6
          WHEN `t0`.`status` IN ('unknown')
          THEN 7
          ELSE 8
        END
      ) AS `best`
    FROM `follow_up` AS `t0`
    GROUP BY
      1,
      2
  ) AS `t1`
), end_of_year_facts AS (
  SELECT
    `t32`.`school_year`,
    `t32`.`sasid`,
    `t32`.`DOE035`,
    `t32`.`DOE043`,
    `t32`.`DOE044`,
    `t32`.`record_year`,
    `t32`.`file`,
    `t32`.`row`,
    `t32`.`org_code`,
    `t32`.`gender`,
    `t32`.`race_ethnicity`,
    `t32`.`low_income_status`,
    `t32`.`english_learner`,
    `t32`.`disability_placement`,
    `t32`.`plan_504`,
    `t32`.`cte_special_population`,
    `t32`.`leaving_status`,
    `t32`.`competency_attainment`,
    `t32`.`cte_octobers`,
    `t32`.`program`,
    `t32`.`nontraditional_for`,
    `t32`.`program_known`,
    `t32`.`on_migrant_list`,
    `t13`.`grade_10_ela_level`,
    `t14`.`grade_10_math_level`,
    `t15`.`follow_up_status`
  FROM (
    SELECT
      `t30`.`school_year`,
      `t30`.`sasid`,
      `t30`.`DOE035`,
      `t30`.`DOE043`,
      `t30`.`DOE044`,
      `t30`.`record_year`,
      `t30`.`file`,
      `t30`.`row`,
      `t30`.`org_code`,
      `t30`.`gender`,
      `t30`.`race_ethnicity`,
      `t30`.`low_income_status`,
      `t30`.`english_learner`,
      `t30`.`disability_placement`,
      `t30`.`plan_504`,
      `t30`.`cte_special_population`,
      `t30`.`leaving_status`,
      `t30`.`competency_attainment`,
      `t30`.`cte_octobers`,
      `t30`.`program`,
      `t30`.`nontraditional_for`,
      `t30`.`program_known`,
      `t30`.`listed` IS NOT NULL AS `on_migrant_list`
    FROM (
      SELECT
        `t29`.`school_year`,
        `t29`.`sasid`,
        `t29`.`DOE035`,
        `t29`.`DOE043`,
        `t29`.`DOE044`,
        `t29`.`record_year`,
        `t29`.`file`,
        `t29`.`row`,
        `t29`.`org_code`,
        `t29`.`gender`,
        `t29`.`race_ethnicity`,
        `t29`.`low_income_status`,
        `t29`.`english_learner`,
        `t29`.`disability_placement`,
        `t29`.`plan_504`,
        `t29`.`cte_special_population`,
        `t29`.`leaving_status`,
        `t29`.`competency_attainment`,
        `t29`.`cte_octobers`,
        `t29`.`program`,
        `t29`.`nontraditional_for`,
        `t29`.`program_known`,
        `t7`.`list_year`,
        `t7`.`listed`
      FROM (
        SELECT
          `t27`.`school_year`,
          `t27`.`sasid`,
          `t27`.`DOE035`,
          `t27`.`DOE043`,
          `t27`.`DOE044`,
          `t27`.`record_year`,
          `t27`.`file`,
          `t27`.`row`,
          `t27`.`org_code`,
          `t27`.`gender`,
          `t27`.`race_ethnicity`,
          `t27`.`low_income_status`,
          `t27`.`english_learner`,
          `t27`.`disability_placement`,
          `t27`.`plan_504`,
          `t27`.`cte_special_population`,
          `t27`.`leaving_status`,
          `t27`.`competency_attainment`,
          `t27`.`cte_octobers`,
          `t27`.`program`,
          `t27`.`nontraditional_for`,
          `t27`.`program_code` IS NOT NULL AS `program_known`
        FROM (
          SELECT
            `t26`.`school_year`,
            `t26`.`sasid`,
            `t26`.`DOE035`,
            `t26`.`DOE043`,
            `t26`.`DOE044`,
            `t26`.`record_year`,
            `t26`.`file`,
            `t26`.`row`,
            `t26`.`org_code`,
            `t26`.`gender`,
            `t26`.`race_ethnicity`,
            `t26`.`low_income_status`,
            `t26`.`english_learner`,
            `t26`.`disability_placement`,
            `t26`.`plan_504`,
            `t26`.`cte_special_population`,
            `t26`.`leaving_status`,
            `t26`.`competency_attainment`,
            `t26`.`cte_octobers`,
            `t26`.`named`,
            `t26`.`program`,
            `t16`.`program_code`,
            `t16`.`nontraditional_for`
          FROM (
            SELECT
              `t24`.`school_year`,
              `t24`.`sasid`,
              `t24`.`DOE035`,
              `t24`.`DOE043`,
              `t24`.`DOE044`,
              `t24`.`record_year`,
              `t24`.`file`,
              `t24`.`row`,
              `t24`.`org_code`,
              `t24`.`gender`,
              `t24`.`race_ethnicity`,
              `t24`.`low_income_status`,
              `t24`.`english_learner`,
              `t24`.`disability_placement`,
              `t24`.`plan_504`,
              `t24`.`cte_special_population`,
              `t24`.`leaving_status`,
              `t24`.`competency_attainment`,
              `t24`.`cte_octobers`,
              `t24`.`named`,
              COALESCE(`t24`.`named`, `t24`.`found`) AS `program`
            FROM (
              SELECT
                `t18`.`school_year`,
                `t18`.`sasid`,
                `t18`.`DOE035`,
                `t18`.`DOE043`,
                `t18`.`DOE044`,
                `t18`.`record_year`,
                `t18`.`file`,
                `t18`.`row`,
                `t18`.`org_code`,
                `t18`.`gender`,
                `t18`.`race_ethnicity`,
                `t18`.`low_income_status`,
                `t18`.`english_learner`,
                `t18`.`disability_placement`,
                `t18`.`plan_504`,
                `t18`.`cte_special_population`,
                `t18`.`leaving_status`,
                `t18`.`competency_attainment`,
                `t18`.`cte_octobers`,
                `t18`.`named`,
                `t23`.`found_year`,
                `t23`.`found_sasid`,
                `t23`.`found`
              FROM (
                SELECT
                  `t5`.`school_year`,
                  `t5`.`sasid`,
                  `t5`.`DOE035`,
                  `t5`.`DOE043`,
                  `t5`.`DOE044`,
                  `t5`.`record_year`,
                  `t5`.`file`,
                  `t5`.`row`,
                  `t5`.`org_code`,
                  `t5`.`gender`,
                  `t5`.`race_ethnicity`,
                  `t5`.`low_income_status`,
                  `t5`.`english_learner`,
                  `t5`.`disability_placement`,
                  `t5`.`plan_504`,
                  `t5`.`cte_special_population`,
                  `t5`.`leaving_status`,
                  `t5`.`competency_attainment`,
                  `t5`.`cte_octobers`,
                  CASE
                    WHEN `t5`.`DOE035` IN ('02', '03', '04', '05') AND (
                      `t5`.`DOE043` <> '500'
                    )
                    THEN `t5`.`DOE043`
                    WHEN `t5`.`DOE035` IN ('13', '14') AND (
                      `t5`.`DOE044` <> '500'
                    )
                    THEN `t5`.`DOE044`
                    ELSE NULL
                  END AS `named`
                FROM `leaving_students` AS `t5`
              ) AS `t18`
              LEFT OUTER JOIN (
                SELECT
                  `t21`.`school_year` AS `found_year`,
                  `t21`.`sasid` AS `found_sasid`,
                  MAX_BY(`t21`.`offered`, `t21`.`october_year`) AS `found`
                FROM (
                  SELECT
                    `t20`.`school_year`,
                    `t20`.`sasid`,
                    `t20`.`record_year`,
                    `t8`.`october_sasid`,
                    `t8`.`october_year`,
                    `t8`.`offered`
                  FROM (
                    SELECT
                      `t5`.`school_year`,
                      `t5`.`sasid`,
                      `t5`.`record_year`
                    FROM `leaving_students` AS `t5`
                    WHERE
                      CASE
                        WHEN `t5`.`DOE035` IN ('02', '03', '04', '05') AND (
                          `t5`.`DOE043` <> '500'
                        )
                        THEN `t5`.`DOE043`
                        WHEN `t5`.`DOE035` IN ('13', '14') AND (
                          `t5`.`DOE044` <> '500'
                        )
                        THEN `t5`.`DOE044`
                        ELSE NULL
                      END IS NULL
                  ) AS `t20`
                  INNER JOIN `october_programs` AS `t8`
                    ON `t20`.`sasid` = `t8`.`october_sasid`
                    AND `t8`.`october_year` <= `t20`.`record_year`
                ) AS `t21`
                GROUP BY
                  1,
                  2
              ) AS `t23`
                ON `t18`.`school_year` = `t23`.`found_year` AND `t18`.`sasid` = `t23`.`found_sasid`
            ) AS `t24`
          ) AS `t26`
          LEFT OUTER JOIN (
            SELECT
              `t4`.`code` AS `program_code`,
              `t4`.`nontraditional_for`
            FROM `programs` AS `t4`
          ) AS `t16`
            ON `t26`.`program` = `t16`.`program_code`
        ) AS `t27`
      ) AS `t29`
      LEFT OUTER JOIN `migrants` AS `t7`
        ON `t29`.`school_year` = `t7`.`list_year` AND `t29`.`sasid` = `t7`.`listed`
    ) AS `t30`
  ) AS `t32`
  LEFT OUTER JOIN (
    SELECT
      `t0`.`sasid` AS `tested`,
      `t0`.`grade_10_ela_level`
    FROM `grade_10_ela_results` AS `t0`
  ) AS `t13`
    ON `t32`.`sasid` = `t13`.`tested`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`sasid` AS `tested`,
      `t1`.`grade_10_math_level`
    FROM `grade_10_math_results` AS `t1`
  ) AS `t14`
    ON `t32`.`sasid` = `t14`.`tested`
  LEFT OUTER JOIN (
    SELECT
      `t2`.`school_year` AS `answer_year`,
      `t2`.`sasid` AS `answered`,
      `t2`.`follow_up_status`
    FROM `follow_up_answers` AS `t2`
  ) AS `t15`
    ON `t32`.`school_year` = `t15`.`answer_year` AND `t32`.`sasid` = `t15`.`answered`
), october_students AS (
  SELECT
    `t6`.`school_year`,
    `t6`.`sasid`,
    `t6`.`DOE035`,
    `t6`.`DOE043`,
    `t6`.`DOE044`,
    `t6`.`record_year`,
    `t6`.`file`,
    `t6`.`row`,
    `t6`.`org_code`,
    `t6`.`gender`,
    `t6`.`race_ethnicity`,
    `t6`.`low_income_status`,
    `t6`.`english_learner`,
    `t6`.`disability_placement`,
    `t6`.`plan_504`,
    `t6`.`cte_special_population`,
    `t6`.`october_status`,
    `t6`.`october_program_type`,
    SHIFTRIGHT(COALESCE(`t6`.`history`, 0), (
      2050 - CAST(`t6`.`school_year` AS BIGINT)
    )) AS `cte_octobers`
  FROM (
    SELECT
      `t5`.`school_year`,
      `t5`.`sasid`,
      `t5`.`DOE035`,
      `t5`.`DOE043`,
      `t5`.`DOE044`,
      `t5`.`record_year`,
      `t5`.`file`,
      `t5`.`row`,
      `t5`.`org_code`,
      `t5`.`gender`,
      `t5`.`race_ethnicity`,
      `t5`.`low_income_status`,
      `t5`.`english_learner`,
      `t5`.`disability_placement`,
      `t5`.`plan_504`,
      `t5`.`cte_special_population`,
      `t5`.`october_status`,
      `t5`.`october_program_type`,
      `t4`.`history_sasid`,
      `t4`.`history`
    FROM (
      SELECT
        `t0`.`school_year`,
        `t0`.`sasid`,
        `t0`.`DOE035`,
        `t0`.`DOE043`,
        `t0`.`DOE044`,
        `t0`.`school_year` AS `record_year`,
        `t0`.`file`,
        `t0`.`row`,
        `t0`.`DOE015` AS `org_code`,
        `t0`.`DOE009` AS `gender`,
        `t0`.`DOE010` AS `race_ethnicity`,
        `t0`.`DOE019` AS `low_income_status`,
        `t0`.`DOE025` AS `english_learner`,
        `t0`.`DOE034` AS `disability_placement`,
        `t0`.`DOE039` AS `plan_504`,
        `t0`.`DOE042` AS `cte_special_population`,
        `t0`.`DOE012` AS `october_status`,
        `t0`.`DOE035` AS `october_program_type`
      FROM `winning_octobers` AS `t0`
      WHERE
        `t0`.`school_year` IN (2017)
    ) AS `t5`
    INNER JOIN (
      SELECT
        `t1`.`sasid` AS `history_sasid`,
        `t1`.`history`
      FROM `cte_histories` AS `t1`
    ) AS `t4`
      ON `t5`.`sasid` = `t4`.`history_sasid`
  ) AS `t6`
), october_facts AS (
  SELECT
    `t21`.`school_year`,
    `t21`.`sasid`,
    `t21`.`DOE035`,
    `t21`.`DOE043`,
    `t21`.`DOE044`,
    `t21`.`record_year`,
    `t21`.`file`,
    `t21`.`row`,
    `t21`.`org_code`,
    `t21`.`gender`,
    `t21`.`race_ethnicity`,
    `t21`.`low_income_status`,
    `t21`.`english_learner`,
    `t21`.`disability_placement`,
    `t21`.`plan_504`,
    `t21`.`cte_special_population`,
    `t21`.`october_status`,
    `t21`.`october_program_type`,
    `t21`.`cte_octobers`,
    `t21`.`program`,
    `t21`.`nontraditional_for`,
    `t21`.`program_known`,
    `t21`.`listed` IS NOT NULL AS `on_migrant_list`
  FROM (
    SELECT
      `t20`.`school_year`,
      `t20`.`sasid`,
      `t20`.`DOE035`,
      `t20`.`DOE043`,
      `t20`.`DOE044`,
      `t20`.`record_year`,
      `t20`.`file`,
      `t20`.`row`,
      `t20`.`org_code`,
      `t20`.`gender`,
      `t20`.`race_ethnicity`,
      `t20`.`low_income_status`,
      `t20`.`english_learner`,
      `t20`.`disability_placement`,
      `t20`.`plan_504`,
      `t20`.`cte_special_population`,
      `t20`.`october_status`,
      `t20`.`october_program_type`,
      `t20`.`cte_octobers`,
      `t20`.`program`,
      `t20`.`nontraditional_for`,
      `t20`.`program_known`,
      `t4`.`list_year`,
      `t4`.`listed`
    FROM (
      SELECT
        `t18`.`school_year`,
        `t18`.`sasid`,
        `t18`.`DOE035`,
        `t18`.`DOE043`,
        `t18`.`DOE044`,
        `t18`.`record_year`,
        `t18`.`file`,
        `t18`.`row`,
        `t18`.`org_code`,
        `t18`.`gender`,
        `t18`.`race_ethnicity`,
        `t18`.`low_income_status`,
        `t18`.`english_learner`,
        `t18`.`disability_placement`,
        `t18`.`plan_504`,
        `t18`.`cte_special_population`,
        `t18`.`october_status`,
        `t18`.`october_program_type`,
        `t18`.`cte_octobers`,
        `t18`.`program`,
        `t18`.`nontraditional_for`,
        `t18`.`program_code` IS NOT NULL AS `program_known`
      FROM (
        SELECT
          `t17`.`school_year`,
          `t17`.`sasid`,
          `t17`.`DOE035`,
          `t17`.`DOE043`,
          `t17`.`DOE044`,
          `t17`.`record_year`,
          `t17`.`file`,
          `t17`.`row`,
          `t17`.`org_code`,
          `t17`.`gender`,
          `t17`.`race_ethnicity`,
          `t17`.`low_income_status`,
          `t17`.`english_learner`,
          `t17`.`disability_placement`,
          `t17`.`plan_504`,
          `t17`.`cte_special_population`,
          `t17`.`october_status`,
          `t17`.`october_program_type`,
          `t17`.`cte_octobers`,
          `t17`.`named`,
          `t17`.`program`,
          `t7`.`program_code`,
          `t7`.`nontraditional_for`
        FROM (
          SELECT
            `t15`.`school_year`,
            `t15`.`sasid`,
            `t15`.`DOE035`,
            `t15`.`DOE043`,
            `t15`.`DOE044`,
            `t15`.`record_year`,
            `t15`.`file`,
            `t15`.`row`,
            `t15`.`org_code`,
            `t15`.`gender`,
            `t15`.`race_ethnicity`,
            `t15`.`low_income_status`,
            `t15`.`english_learner`,
            `t15`.`disability_placement`,
            `t15`.`plan_504`,
            `t15`.`cte_special_population`,
            `t15`.`october_status`,
            `t15`.`october_program_type`,
            `t15`.`cte_octobers`,
            `t15`.`named`,
            COALESCE(`t15`.`named`, `t15`.`found`) AS `program`
          FROM (
            SELECT
              `t9`.`school_year`,
              `t9`.`sasid`,
              `t9`.`DOE035`,
              `t9`.`DOE043`,
              `t9`.`DOE044`,
              `t9`.`record_year`,
              `t9`.`file`,
              `t9`.`row`,
              `t9`.`org_code`,
              `t9`.`gender`,
              `t9`.`race_ethnicity`,
              `t9`.`low_income_status`,
              `t9`.`english_learner`,
              `t9`.`disability_placement`,
              `t9`.`plan_504`,
              `t9`.`cte_special_population`,
              `t9`.`october_status`,
              `t9`.`october_program_type`,
              `t9`.`cte_octobers`,
              `t9`.`named`,
              `t14`.`found_year`,
              `t14`.`found_sasid`,
              `t14`.`found`
            FROM (
              SELECT
                `t2`.`school_year`,
                `t2`.`sasid`,
                `t2`.`DOE035`,
                `t2`.`DOE043`,
                `t2`.`DOE044`,
                `t2`.`record_year`,
                `t2`.`file`,
                `t2`.`row`,
                `t2`.`org_code`,
                `t2`.`gender`,
                `t2`.`race_ethnicity`,
                `t2`.`low_income_status`,
                `t2`.`english_learner`,
                `t2`.`disability_placement`,
                `t2`.`plan_504`,
                `t2`.`cte_special_population`,
                `t2`.`october_status`,
                `t2`.`october_program_type`,
                `t2`.`cte_octobers`,
                CASE
                  WHEN `t2`.`DOE035` IN ('02', '03', '04', '05') AND (
                    `t2`.`DOE043` <> '500'
                  )
                  THEN `t2`.`DOE043`
                  WHEN `t2`.`DOE035` IN ('13', '14') AND (
                    `t2`.`DOE044` <> '500'
                  )
                  THEN `t2`.`DOE044`
                  ELSE NULL
                END AS `named`
              FROM `october_students` AS `t2`
            ) AS `t9`
            LEFT OUTER JOIN (
              SELECT
                `t12`.`school_year` AS `found_year`,
                `t12`.`sasid` AS `found_sasid`,
                MAX_BY(`t12`.`offered`, `t12`.`october_year`) AS `found`
              FROM (
                SELECT
                  `t11`.`school_year`,
                  `t11`.`sasid`,
                  `t11`.`record_year`,
                  `t5`.`october_sasid`,
                  `t5`.`october_year`,
                  `t5`.`offered`
                FROM (
                  SELECT
                    `t2`.`school_year`,
                    `t2`.`sasid`,
                    `t2`.`record_year`
                  FROM `october_students` AS `t2`
                  WHERE
                    CASE
                      WHEN `t2`.`DOE035` IN ('02', '03', '04', '05') AND (
                        `t2`.`DOE043` <> '500'
                      )
                      THEN `t2`.`DOE043`
                      WHEN `t2`.`DOE035` IN ('13', '14') AND (
                        `t2`.`DOE044` <> '500'
                      )
                      THEN `t2`.`DOE044`
                      ELSE NULL
                    END IS NULL
                ) AS `t11`
                INNER JOIN `october_programs` AS `t5`
                  ON `t11`.`sasid` = `t5`.`october_sasid`
                  AND `t5`.`october_year` <= `t11`.`record_year`
              ) AS `t12`
              GROUP BY
                1,
                2
            ) AS `t14`
              ON `t9`.`school_year` = `t14`.`found_year` AND `t9`.`sasid` = `t14`.`found_sasid`
          ) AS `t15`
        ) AS `t17`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`code` AS `program_code`,
            `t1`.`nontraditional_for`
          FROM `programs` AS `t1`
        ) AS `t7`
          ON `t17`.`program` = `t7`.`program_code`
      ) AS `t18`
    ) AS `t20`
    LEFT OUTER JOIN `migrants` AS `t4`
      ON `t20`.`school_year` = `t4`.`list_year` AND `t20`.`sasid` = `t4`.`listed`
  ) AS `t21`
), cohort_members AS (
  SELECT
    `t4`.`school_year`,
    `t4`.`sasid`,
    `t4`.`org_code`,
    `t4`.`cohort_outcome`,
    `t4`.`cohort_source`
  FROM (
    SELECT
      `t0`.`school_year`,
      `t0`.`sasid`,
      `t0`.`org_code`,
      `t0`.`outcome` AS `cohort_outcome`,
      'file' AS `cohort_source`
    FROM `cohort` AS `t0`
    WHERE
      `t0`.`school_year` IN (2017)
  ) AS `t4`
  LEFT SEMI JOIN `cte_histories` AS `t2`
    ON `t4`.`sasid` = `t2`.`sasid`
), cohort_records AS (
  SELECT
    `t11`.`member_year`,
    `t11`.`member`,
    `t11`.`DOE009`,
    `t11`.`DOE010`,
    `t11`.`DOE019`,
    `t11`.`DOE025`,
    `t11`.`DOE034`,
    `t11`.`DOE039`,
    `t11`.`DOE042`,
    `t11`.`DOE035`,
    `t11`.`DOE043`,
    `t11`.`DOE044`,
    `t11`.`file`,
    `t11`.`row`,
    `t11`.`record_year`
  FROM (
    SELECT
      `t10`.`member_year`,
      `t10`.`member`,
      `t10`.`record_sasid`,
      `t10`.`DOE009`,
      `t10`.`DOE010`,
      `t10`.`DOE019`,
      `t10`.`DOE025`,
      `t10`.`DOE034`,
      `t10`.`DOE039`,
      `t10`.`DOE042`,
      `t10`.`DOE035`,
      `t10`.`DOE043`,
      `t10`.`DOE044`,
      `t10`.`file`,
      `t10`.`row`,
      `t10`.`record_year`,
      `t10`.`at`,
      ROW_NUMBER() OVER (PARTITION BY `t10`.`member_year`, `t10`.`member` ORDER BY `t10`.`at` DESC) - 1 AS `place`
    FROM (
      SELECT
        `t4`.`member_year`,
        `t4`.`member`,
        `t9`.`record_sasid`,
        `t9`.`DOE009`,
        `t9`.`DOE010`,
        `t9`.`DOE019`,
        `t9`.`DOE025`,
        `t9`.`DOE034`,
        `t9`.`DOE039`,
        `t9`.`DOE042`,
        `t9`.`DOE035`,
        `t9`.`DOE043`,
        `t9`.`DOE044`,
        `t9`.`file`,
        `t9`.`row`,
        `t9`.`record_year`,
        `t9`.`at`
      FROM (
        SELECT
          `t0`.`school_year` AS `member_year`,
          `t0`.`sasid` AS `member`
        FROM `cohort_members` AS `t0`
      ) AS `t4`
      INNER JOIN (
        SELECT
          `t7`.`sasid` AS `record_sasid`,
          `t7`.`DOE009`,
          `t7`.`DOE010`,
          `t7`.`DOE019`,
          `t7`.`DOE025`,
          `t7`.`DOE034`,
          `t7`.`DOE039`,
          `t7`.`DOE042`,
          `t7`.`DOE035`,
          `t7`.`DOE043`,
          `t7`.`DOE044`,
          `t7`.`file`,
          `t7`.`row`,
          `t7`.`record_year`,
          `t7`.`at`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t1`.`sasid`,
              `t1`.`DOE009`,
              `t1`.`DOE010`,
              `t1`.`DOE019`,
              `t1`.`DOE025`,
              `t1`.`DOE034`,
              `t1`.`DOE039`,
              `t1`.`DOE042`,
              `t1`.`DOE035`,
              `t1`.`DOE043`,
              `t1`.`DOE044`,
              `t1`.`file`,
              `t1`.`row`,
              `t1`.`school_year` AS `record_year`,
              CAST(`t1`.`school_year` AS BIGINT) + 0 AS `at`
            FROM `winning_octobers` AS `t1`
          ) AS `t5`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t2`.`sasid`,
              `t2`.`DOE009`,
              `t2`.`DOE010`,
              `t2`.`DOE019`,
              `t2`.`DOE025`,
              `t2`.`DOE034`,
              `t2`.`DOE039`,
              `t2`.`DOE042`,
              `t2`.`DOE035`,
              `t2`.`DOE043`,
              `t2`.`DOE044`,
              `t2`.`file`,
              `t2`.`row`,
              `t2`.`school_year` AS `record_year`,
              CAST(`t2`.`school_year` AS BIGINT) + 10000 AS `at`
            FROM `winning_end_of_years` AS `t2`
          ) AS `t6`
        ) AS `t7`
      ) AS `t9`
        ON `t4`.`member` = `t9`.`record_sasid` AND `t9`.`record_year` <= `t4`.`member_year`
    ) AS `t10`
  ) AS `t11`
  WHERE
    `t11`.`place` = 0
), cohort_students AS (
  SELECT
    `t7`.`school_year`,
    `t7`.`sasid`,
    `t7`.`org_code`,
    `t7`.`cohort_outcome`,
    `t7`.`cohort_source`,
    `t7`.`DOE035`,
    `t7`.`DOE043`,
    `t7`.`DOE044`,
    `t7`.`record_year`,
    `t7`.`file`,
    `t7`.`row`,
    `t7`.`gender`,
    `t7`.`race_ethnicity`,
    `t7`.`low_income_status`,
    `t7`.`english_learner`,
    `t7`.`disability_placement`,
    `t7`.`plan_504`,
    `t7`.`cte_special_population`,
    SHIFTRIGHT(COALESCE(`t7`.`history`, 0), (
      2050 - CAST(`t7`.`school_year` AS BIGINT)
    )) AS `cte_octobers`
  FROM (
    SELECT
      `t3`.`school_year`,
      `t3`.`sasid`,
      `t3`.`org_code`,
      `t3`.`cohort_outcome`,
      `t3`.`cohort_source`,
      `t4`.`DOE035`,
      `t4`.`DOE043`,
      `t4`.`DOE044`,
      `t4`.`record_year`,
      `t4`.`file`,
      `t4`.`row`,
      `t4`.`DOE009` AS `gender`,
      `t4`.`DOE010` AS `race_ethnicity`,
      `t4`.`DOE019` AS `low_income_status`,
      `t4`.`DOE025` AS `english_learner`,
      `t4`.`DOE034` AS `disability_placement`,
      `t4`.`DOE039` AS `plan_504`,
      `t4`.`DOE042` AS `cte_special_population`,
      `t6`.`history_sasid`,
      `t6`.`history`
    FROM `cohort_members` AS `t3`
    LEFT OUTER JOIN `cohort_records` AS `t4`
      ON `t3`.`school_year` = `t4`.`member_year` AND `t3`.`sasid` = `t4`.`member`
    INNER JOIN (
      SELECT
        `t2`.`sasid` AS `history_sasid`,
        `t2`.`history`
      FROM `cte_histories` AS `t2`
    ) AS `t6`
      ON `t3`.`sasid` = `t6`.`history_sasid`
  ) AS `t7`
), cohort_facts AS (
  SELECT
    `t21`.`school_year`,
    `t21`.`sasid`,
    `t21`.`org_code`,
    `t21`.`cohort_outcome`,
    `t21`.`cohort_source`,
    `t21`.`DOE035`,
    `t21`.`DOE043`,
    `t21`.`DOE044`,
    `t21`.`record_year`,
    `t21`.`file`,
    `t21`.`row`,
    `t21`.`gender`,
    `t21`.`race_ethnicity`,
    `t21`.`low_income_status`,
    `t21`.`english_learner`,
    `t21`.`disability_placement`,
    `t21`.`plan_504`,
    `t21`.`cte_special_population`,
    `t21`.`cte_octobers`,
    `t21`.`program`,
    `t21`.`nontraditional_for`,
    `t21`.`program_known`,
    `t21`.`listed` IS NOT NULL AS `on_migrant_list`
  FROM (
    SELECT
      `t20`.`school_year`,
      `t20`.`sasid`,
      `t20`.`org_code`,
      `t20`.`cohort_outcome`,
      `t20`.`cohort_source`,
      `t20`.`DOE035`,
      `t20`.`DOE043`,
      `t20`.`DOE044`,
      `t20`.`record_year`,
      `t20`.`file`,
      `t20`.`row`,
      `t20`.`gender`,
      `t20`.`race_ethnicity`,
      `t20`.`low_income_status`,
      `t20`.`english_learner`,
      `t20`.`disability_placement`,
      `t20`.`plan_504`,
      `t20`.`cte_special_population`,
      `t20`.`cte_octobers`,
      `t20`.`program`,
      `t20`.`nontraditional_for`,
      `t20`.`program_known`,
      `t4`.`list_year`,
      `t4`.`listed`
    FROM (
      SELECT
        `t18`.`school_year`,
        `t18`.`sasid`,
        `t18`.`org_code`,
        `t18`.`cohort_outcome`,
        `t18`.`cohort_source`,
        `t18`.`DOE035`,
        `t18`.`DOE043`,
        `t18`.`DOE044`,
        `t18`.`record_year`,
        `t18`.`file`,
        `t18`.`row`,
        `t18`.`gender`,
        `t18`.`race_ethnicity`,
        `t18`.`low_income_status`,
        `t18`.`english_learner`,
        `t18`.`disability_placement`,
        `t18`.`plan_504`,
        `t18`.`cte_special_population`,
        `t18`.`cte_octobers`,
        `t18`.`program`,
        `t18`.`nontraditional_for`,
        `t18`.`program_code` IS NOT NULL AS `program_known`
      FROM (
        SELECT
          `t17`.`school_year`,
          `t17`.`sasid`,
          `t17`.`org_code`,
          `t17`.`cohort_outcome`,
          `t17`.`cohort_source`,
          `t17`.`DOE035`,
          `t17`.`DOE043`,
          `t17`.`DOE044`,
          `t17`.`record_year`,
          `t17`.`file`,
          `t17`.`row`,
          `t17`.`gender`,
          `t17`.`race_ethnicity`,
          `t17`.`low_income_status`,
          `t17`.`english_learner`,
          `t17`.`disability_placement`,
          `t17`.`plan_504`,
          `t17`.`cte_special_population`,
          `t17`.`cte_octobers`,
          `t17`.`named`,
          `t17`.`program`,
          `t7`.`program_code`,
          `t7`.`nontraditional_for`
        FROM (
          SELECT
            `t15`.`school_year`,
            `t15`.`sasid`,
            `t15`.`org_code`,
            `t15`.`cohort_outcome`,
            `t15`.`cohort_source`,
            `t15`.`DOE035`,
            `t15`.`DOE043`,
            `t15`.`DOE044`,
            `t15`.`record_year`,
            `t15`.`file`,
            `t15`.`row`,
            `t15`.`gender`,
            `t15`.`race_ethnicity`,
            `t15`.`low_income_status`,
            `t15`.`english_learner`,
            `t15`.`disability_placement`,
            `t15`.`plan_504`,
            `t15`.`cte_special_population`,
            `t15`.`cte_octobers`,
            `t15`.`named`,
            COALESCE(`t15`.`named`, `t15`.`found`) AS `program`
          FROM (
            SELECT
              `t9`.`school_year`,
              `t9`.`sasid`,
              `t9`.`org_code`,
              `t9`.`cohort_outcome`,
              `t9`.`cohort_source`,
              `t9`.`DOE035`,
              `t9`.`DOE043`,
              `t9`.`DOE044`,
              `t9`.`record_year`,
              `t9`.`file`,
              `t9`.`row`,
              `t9`.`gender`,
              `t9`.`race_ethnicity`,
              `t9`.`low_income_status`,
              `t9`.`english_learner`,
              `t9`.`disability_placement`,
              `t9`.`plan_504`,
              `t9`.`cte_special_population`,
              `t9`.`cte_octobers`,
              `t9`.`named`,
              `t14`.`found_year`,
              `t14`.`found_sasid`,
              `t14`.`found`
            FROM (
              SELECT
                `t2`.`school_year`,
                `t2`.`sasid`,
                `t2`.`org_code`,
                `t2`.`cohort_outcome`,
                `t2`.`cohort_source`,
                `t2`.`DOE035`,
                `t2`.`DOE043`,
                `t2`.`DOE044`,
                `t2`.`record_year`,
                `t2`.`file`,
                `t2`.`row`,
                `t2`.`gender`,
                `t2`.`race_ethnicity`,
                `t2`.`low_income_status`,
                `t2`.`english_learner`,
                `t2`.`disability_placement`,
                `t2`.`plan_504`,
                `t2`.`cte_special_population`,
                `t2`.`cte_octobers`,
                CASE
                  WHEN `t2`.`DOE035` IN ('02', '03', '04', '05') AND (
                    `t2`.`DOE043` <> '500'
                  )
                  THEN `t2`.`DOE043`
                  WHEN `t2`.`DOE035` IN ('13', '14') AND (
                    `t2`.`DOE044` <> '500'
                  )
                  THEN `t2`.`DOE044`
                  ELSE NULL
                END AS `named`
              FROM `cohort_students` AS `t2`
            ) AS `t9`
            LEFT OUTER JOIN (
              SELECT
                `t12`.`school_year` AS `found_year`,
                `t12`.`sasid` AS `found_sasid`,
                MAX_BY(`t12`.`offered`, `t12`.`october_year`) AS `found`
              FROM (
                SELECT
                  `t11`.`school_year`,
                  `t11`.`sasid`,
                  `t11`.`record_year`,
                  `t5`.`october_sasid`,
                  `t5`.`october_year`,
                  `t5`.`offered`
                FROM (
                  SELECT
                    `t2`.`school_year`,
                    `t2`.`sasid`,
                    `t2`.`record_year`
                  FROM `cohort_students` AS `t2`
                  WHERE
                    CASE
                      WHEN `t2`.`DOE035` IN ('02', '03', '04', '05') AND (
                        `t2`.`DOE043` <> '500'
                      )
                      THEN `t2`.`DOE043`
                      WHEN `t2`.`DOE035` IN ('13', '14') AND (
                        `t2`.`DOE044` <> '500'
                      )
                      THEN `t2`.`DOE044`
                      ELSE NULL
                    END IS NULL
                ) AS `t11`
                INNER JOIN `october_programs` AS `t5`
                  ON `t11`.`sasid` = `t5`.`october_sasid`
                  AND `t5`.`october_year` <= `t11`.`record_year`
              ) AS `t12`
              GROUP BY
                1,
                2
            ) AS `t14`
              ON `t9`.`school_year` = `t14`.`found_year` AND `t9`.`sasid` = `t14`.`found_sasid`
          ) AS `t15`
        ) AS `t17`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`code` AS `program_code`,
            `t1`.`nontraditional_for`
          FROM `programs` AS `t1`
        ) AS `t7`
          ON `t17`.`program` = `t7`.`program_code`
      ) AS `t18`
    ) AS `t20`
    LEFT OUTER JOIN `migrants` AS `t4`
      ON `t20`.`school_year` = `t4`.`list_year` AND `t20`.`sasid` = `t4`.`listed`
  ) AS `t21`
)
SELECT
  *
FROM (
  SELECT
    `t0`.`school_year`,
    `t0`.`sasid`,
    'cohort' AS `record`,
    `t0`.`org_code`,
    `t0`.`program`,
    CAST(CAST(IF(COALESCE(`t0`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t0`.`gender` = 'M', FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(`t0`.`gender` = 'F', FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('04'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(
      COALESCE(
        `t0`.`race_ethnicity` IN (
          '33',
          '34',
          '35',
          '36',
          '37',
          '38',
          '39',
          '40',
          '41',
          '42',
          '43',
          '44',
          '45',
          '46',
          '47',
          '48',
          '49',
          '50',
          '51',
          '52',
          '53',
          '54',
          '55',
          '56',
          '57',
          '58',
          '59',
          '60',
          '61',
          '62',
          '63'
        ),
        FALSE
      ),
      64,
      0
    ) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('05'), FALSE), 128, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('01'), FALSE), 256, 0) AS INT) + CAST(IF(
      COALESCE(
        `t0`.`race_ethnicity` IN (
          '06',
          '07',
          '08',
          '09',
          '10',
          '11',
          '12',
          '13',
          '14',
          '15',
          '16',
          '17',
          '18',
          '19',
          '20',
          '21',
          '22',
          '23',
          '24',
          '25',
          '26',
          '27',
          '28',
          '29',
          '30',
          '31'
        ),
        FALSE
      ),
      512,
      0
    ) AS INT) + CAST(IF(COALESCE(NOT (
      `t0`.`disability_placement` IN ('00')
    ), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t0`.`low_income_status` IN ('01', '02'), FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t0`.`cte_special_population` IN ('02', '03'), FALSE), 4096, 0) AS INT) + CAST(IF(COALESCE(`t0`.`cte_special_population` IN ('01', '03'), FALSE), 8192, 0) AS INT) + CAST(IF(COALESCE(`t0`.`english_learner` IN ('01'), FALSE), 16384, 0) AS INT) + IF(COALESCE(`t0`.`on_migrant_list`, FALSE), 32768, 0) + IF(COALESCE(`t0`.`nontraditional_for` = `t0`.`gender`, FALSE), 65536, 0) AS INT) AS `populations`,
    CAST(IF(
      COALESCE(NOT (
        `t0`.`cohort_outcome` IN ('removed')
      ), FALSE)
      AND COALESCE(
        (
          `t0`.`cte_octobers` & 7 & (
            (
              `t0`.`cte_octobers` & 7
            ) - 1
          )
        ) <> 0,
        FALSE
      )
      AND COALESCE(`t0`.`cohort_outcome` IS NOT NULL, TRUE),
      16,
      0
    ) AS INT) AS `denominators`,
    CAST(IF(
      COALESCE(NOT (
        `t0`.`cohort_outcome` IN ('removed')
      ), FALSE)
      AND COALESCE(
        (
          `t0`.`cte_octobers` & 7 & (
            (
              `t0`.`cte_octobers` & 7
            ) - 1
          )
        ) <> 0,
        FALSE
      )
      AND COALESCE(`t0`.`cohort_outcome` IS NOT NULL, TRUE)
      AND COALESCE(`t0`.`cohort_outcome` IN ('graduated'), FALSE),
      16,
      0
    ) AS INT) AS `numerators`,
    CAST(IF(
      COALESCE(NOT (
        `t0`.`cohort_outcome` IN ('removed')
      ), FALSE)
      AND COALESCE(
        (
          `t0`.`cte_octobers` & 7 & (
            (
              `t0`.`cte_octobers` & 7
            ) - 1
          )
        ) <> 0,
        FALSE
      )
      AND COALESCE(`t0`.`cohort_outcome` IS NOT NULL, TRUE)
      AND (
        COALESCE(`t0`.`cohort_outcome` IN ('graduated'), TRUE)
        AND NOT (
          COALESCE(`t0`.`cohort_outcome` IN ('graduated'), FALSE)
        )
      ),
      16,
      0
    ) AS INT) AS `unknowns`
  FROM `cohort_facts` AS `t0`
  WHERE
    COALESCE(NOT (
      `t0`.`cohort_outcome` IN ('removed')
    ), FALSE)
    AND COALESCE(
      (
        `t0`.`cte_octobers` & 7 & (
          (
            `t0`.`cte_octobers` & 7
          ) - 1
        )
      ) <> 0,
      FALSE
    )
    AND COALESCE(`t0`.`cohort_outcome` IS NOT NULL, TRUE)
) AS `t3`
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t1`.`school_year`,
      `t1`.`sasid`,
      'end_of_year' AS `record`,
      `t1`.`org_code`,
      `t1`.`program`,
      CAST(CAST(IF(COALESCE(`t1`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t1`.`gender` = 'M', FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(`t1`.`gender` = 'F', FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('04'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(
        COALESCE(
          `t1`.`race_ethnicity` IN (
            '33',
            '34',
            '35',
            '36',
            '37',
            '38',
            '39',
            '40',
            '41',
            '42',
            '43',
            '44',
            '45',
            '46',
            '47',
            '48',
            '49',
            '50',
            '51',
            '52',
            '53',
            '54',
            '55',
            '56',
            '57',
            '58',
            '59',
            '60',
            '61',
            '62',
            '63'
          ),
          FALSE
        ),
        64,
        0
      ) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('05'), FALSE), 128, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('01'), FALSE), 256, 0) AS INT) + CAST(IF(
        COALESCE(
          `t1`.`race_ethnicity` IN (
            '06',
            '07',
            '08',
            '09',
            '10',
            '11',
            '12',
            '13',
            '14',
            '15',
            '16',
            '17',
            '18',
            '19',
            '20',
            '21',
            '22',
            '23',
            '24',
            '25',
            '26',
            '27',
            '28',
            '29',
            '30',
            '31'
          ),
          FALSE
        ),
        512,
        0
      ) AS INT) + CAST(IF(COALESCE(NOT (
        `t1`.`disability_placement` IN ('00')
      ), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t1`.`low_income_status` IN ('01', '02'), FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t1`.`cte_special_population` IN ('02', '03'), FALSE), 4096, 0) AS INT) + CAST(IF(COALESCE(`t1`.`cte_special_population` IN ('01', '03'), FALSE), 8192, 0) AS INT) + CAST(IF(COALESCE(`t1`.`english_learner` IN ('01'), FALSE), 16384, 0) AS INT) + IF(COALESCE(`t1`.`on_migrant_list`, FALSE), 32768, 0) + IF(COALESCE(`t1`.`nontraditional_for` = `t1`.`gender`, FALSE), 65536, 0) AS INT) AS `populations`,
      CAST(CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          `t1`.`grade_10_ela_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        ),
        1,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          `t1`.`grade_10_math_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        ),
        2,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        ),
        4,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        ),
        8,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(`t1`.`leaving_status` IS NOT NULL, FALSE),
        32,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(`t1`.`leaving_status` IN ('04'), FALSE)
        AND COALESCE(`t1`.`nontraditional_for` IN ('F', 'M'), FALSE),
        128,
        0
      ) AS INT) AS INT) AS `denominators`,
      CAST(CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          `t1`.`grade_10_ela_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND COALESCE(`t1`.`grade_10_ela_level` IN ('P', 'A', 'M', 'E'), FALSE),
        1,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          `t1`.`grade_10_math_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND COALESCE(`t1`.`grade_10_math_level` IN ('P', 'A', 'M', 'E'), FALSE),
        2,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          `t1`.`competency_attainment` IN (
            '01',
            '02',
            '03',
            '04',
            '05',
            '06',
            '07',
            '08',
            '09',
            '10',
            '11',
            '12',
            '13',
            '14'
          ),
          FALSE
        ),
        4,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(`t1`.`leaving_status` IN ('04'), FALSE),
        8,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(`t1`.`leaving_status` IS NOT NULL, FALSE)
        AND COALESCE(
          `t1`.`follow_up_status` IN (
            'postsecondary',
            'advanced_training',
            'apprenticeship',
            'military',
            'employed_related',
            'employed_unrelated'
          ),
          FALSE
        ),
        32,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(`t1`.`leaving_status` IN ('04'), FALSE)
        AND COALESCE(`t1`.`nontraditional_for` IN ('F', 'M'), FALSE)
        AND COALESCE(`t1`.`nontraditional_for` = `t1`.`gender`, FALSE),
        128,
        0
      ) AS INT) AS INT) AS `numerators`,
      CAST(CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          `t1`.`grade_10_ela_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND (
          COALESCE(`t1`.`grade_10_ela_level` IN ('P', 'A', 'M', 'E'), TRUE)
          AND NOT (
            COALESCE(`t1`.`grade_10_ela_level` IN ('P', 'A', 'M', 'E'), FALSE)
          )
        ),
        1,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          `t1`.`grade_10_math_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND (
          COALESCE(`t1`.`grade_10_math_level` IN ('P', 'A', 'M', 'E'), TRUE)
          AND NOT (
            COALESCE(`t1`.`grade_10_math_level` IN ('P', 'A', 'M', 'E'), FALSE)
          )
        ),
        2,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND (
          COALESCE(
            `t1`.`competency_attainment` IN (
              '01',
              '02',
              '03',
              '04',
              '05',
              '06',
              '07',
              '08',
              '09',
              '10',
              '11',
              '12',
              '13',
              '14'
            ),
            TRUE
          )
          AND NOT (
            COALESCE(
              `t1`.`competency_attainment` IN (
                '01',
                '02',
                '03',
                '04',
                '05',
                '06',
                '07',
                '08',
                '09',
                '10',
                '11',
                '12',
                '13',
                '14'
              ),
              FALSE
            )
          )
        ),
        4,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND (
          COALESCE(`t1`.`leaving_status` IN ('04'), TRUE)
          AND NOT (
            COALESCE(`t1`.`leaving_status` IN ('04'), FALSE)
          )
        ),
        8,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(`t1`.`leaving_status` IS NOT NULL, FALSE)
        AND (
          COALESCE(
            `t1`.`follow_up_status` IN (
              'postsecondary',
              'advanced_training',
              'apprenticeship',
              'military',
              'employed_related',
              'employed_unrelated'
            ),
            TRUE
          )
          AND NOT (
            COALESCE(
              `t1`.`follow_up_status` IN (
                'postsecondary',
                'advanced_training',
                'apprenticeship',
                'military',
                'employed_related',
                'employed_unrelated'
              ),
              FALSE
            )
          )
        ),
        32,
        0
      ) AS INT) + CAST(IF(
        COALESCE(
          (
            `t1`.`cte_octobers` & (
              SHIFTRIGHT(`t1`.`cte_octobers`, 1)
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(`t1`.`leaving_status` IN ('04'), FALSE)
        AND COALESCE(`t1`.`nontraditional_for` IN ('F', 'M'), FALSE)
        AND (
          COALESCE(`t1`.`nontraditional_for` = `t1`.`gender`, TRUE)
          AND NOT (
            COALESCE(`t1`.`nontraditional_for` = `t1`.`gender`, FALSE)
          )
        ),
        128,
        0
      ) AS INT) AS INT) AS `unknowns`
    FROM `end_of_year_facts` AS `t1`
    WHERE
      COALESCE(
        (
          `t1`.`cte_octobers` & (
            SHIFTRIGHT(`t1`.`cte_octobers`, 1)
          )
        ) <> 0,
        FALSE
      )
      AND (
        (
          COALESCE(
            `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE(
            `t1`.`grade_10_ela_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
            FALSE
          )
        )
        OR (
          COALESCE(
            `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE(
            `t1`.`grade_10_math_level` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
            FALSE
          )
        )
        OR COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        OR COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        OR (
          COALESCE(
            `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE(`t1`.`leaving_status` IS NOT NULL, FALSE)
        )
        OR (
          COALESCE(
            `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE(`t1`.`leaving_status` IN ('04'), FALSE)
          AND COALESCE(`t1`.`nontraditional_for` IN ('F', 'M'), FALSE)
        )
      )
  ) AS `t4`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t2`.`school_year`,
      `t2`.`sasid`,
      'october' AS `record`,
      `t2`.`org_code`,
      `t2`.`program`,
      CAST(CAST(IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t2`.`gender` = 'M', FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(`t2`.`gender` = 'F', FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('04'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(
        COALESCE(
          `t2`.`race_ethnicity` IN (
            '33',
            '34',
            '35',
            '36',
            '37',
            '38',
            '39',
            '40',
            '41',
            '42',
            '43',
            '44',
            '45',
            '46',
            '47',
            '48',
            '49',
            '50',
            '51',
            '52',
            '53',
            '54',
            '55',
            '56',
            '57',
            '58',
            '59',
            '60',
            '61',
            '62',
            '63'
          ),
          FALSE
        ),
        64,
        0
      ) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('05'), FALSE), 128, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('01'), FALSE), 256, 0) AS INT) + CAST(IF(
        COALESCE(
          `t2`.`race_ethnicity` IN (
            '06',
            '07',
            '08',
            '09',
            '10',
            '11',
            '12',
            '13',
            '14',
            '15',
            '16',
            '17',
            '18',
            '19',
            '20',
            '21',
            '22',
            '23',
            '24',
            '25',
            '26',
            '27',
            '28',
            '29',
            '30',
            '31'
          ),
          FALSE
        ),
        512,
        0
      ) AS INT) + CAST(IF(COALESCE(NOT (
        `t2`.`disability_placement` IN ('00')
      ), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t2`.`low_income_status` IN ('01', '02'), FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t2`.`cte_special_population` IN ('02', '03'), FALSE), 4096, 0) AS INT) + CAST(IF(COALESCE(`t2`.`cte_special_population` IN ('01', '03'), FALSE), 8192, 0) AS INT) + CAST(IF(COALESCE(`t2`.`english_learner` IN ('01'), FALSE), 16384, 0) AS INT) + IF(COALESCE(`t2`.`on_migrant_list`, FALSE), 32768, 0) + IF(COALESCE(`t2`.`nontraditional_for` = `t2`.`gender`, FALSE), 65536, 0) AS INT) AS `populations`,
      CAST(IF(
        COALESCE(
          `t2`.`october_status` IN ('01')
          AND NOT (
            `t2`.`october_program_type` IN ('00', '01')
          ),
          FALSE
        )
        AND COALESCE(`t2`.`nontraditional_for` IN ('F', 'M'), FALSE),
        64,
        0
      ) AS INT) AS `denominators`,
      CAST(IF(
        COALESCE(
          `t2`.`october_status` IN ('01')
          AND NOT (
            `t2`.`october_program_type` IN ('00', '01')
          ),
          FALSE
        )
        AND COALESCE(`t2`.`nontraditional_for` IN ('F', 'M'), FALSE)
        AND COALESCE(`t2`.`nontraditional_for` = `t2`.`gender`, FALSE),
        64,
        0
      ) AS INT) AS `numerators`,
      CAST(IF(
        COALESCE(
          `t2`.`october_status` IN ('01')
          AND NOT (
            `t2`.`october_program_type` IN ('00', '01')
          ),
          FALSE
        )
        AND COALESCE(`t2`.`nontraditional_for` IN ('F', 'M'), FALSE)
        AND (
          COALESCE(`t2`.`nontraditional_for` = `t2`.`gender`, TRUE)
          AND NOT (
            COALESCE(`t2`.`nontraditional_for` = `t2`.`gender`, FALSE)
          )
        ),
        64,
        0
      ) AS INT) AS `unknowns`
    FROM `october_facts` AS `t2`
    WHERE
      COALESCE(
        `t2`.`october_status` IN ('01')
        AND NOT (
          `t2`.`october_program_type` IN ('00', '01')
        ),
        FALSE
      )
      AND COALESCE(`t2`.`nontraditional_for` IN ('F', 'M'), FALSE)
  ) AS `t5`
) AS `t6`
