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
      `t2`.`row`,
      `t2`.`DOE033`,
      `t2`.`DOE037`
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
        `t1`.`DOE033`,
        `t1`.`DOE037`,
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
      `t2`.`row`,
      `t2`.`DOE033`,
      `t2`.`DOE037`
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
        `t1`.`DOE033`,
        `t1`.`DOE037`,
        ROW_NUMBER() OVER (
          PARTITION BY `t1`.`school_year`, `t1`.`sasid`
          ORDER BY CASE WHEN `t1`.`DOE012` IN ('01') THEN 0 ELSE 1 END ASC NULLS LAST, `t1`.`DOE015` ASC NULLS LAST
        ) - 1 AS `place`
      FROM `october_contested` AS `t1`
    ) AS `t2`
    WHERE
      `t2`.`place` = 0
  ) AS `t3`
), enrolled_students AS (
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
    END AS `named`,
    `t0`.`DOE009` AS `gender`,
    `t0`.`DOE010` AS `race_ethnicity`,
    `t0`.`DOE019` AS `low_income_status`,
    `t0`.`DOE025` AS `english_learner`,
    `t0`.`DOE034` AS `disability_placement`,
    `t0`.`DOE039` AS `plan_504`,
    `t0`.`DOE042` AS `cte_special_population`,
    `t0`.`DOE035` AS `october_program_type`,
    NOT (
      `t0`.`DOE035` IN ('00', '01')
    ) AS `in_cte`
  FROM `winning_octobers` AS `t0`
  WHERE
    `t0`.`DOE016` IN ('09', '10', '11', '12', 'SP')
    AND `t0`.`DOE012` IN ('01')
    AND `t0`.`school_year` IN (2017)
), earlier_students AS (
  SELECT
    CAST(`t0`.`school_year` + 1 AS SMALLINT) AS `school_year`,
    `t0`.`sasid`,
    `t0`.`DOE035`,
    `t0`.`DOE043`,
    `t0`.`DOE044`,
    `t0`.`school_year` AS `record_year`,
    `t0`.`file`,
    `t0`.`row`,
    `t0`.`DOE015` AS `org_code`,
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
    END AS `named`,
    `t0`.`DOE009` AS `gender`,
    `t0`.`DOE010` AS `race_ethnicity`,
    `t0`.`DOE019` AS `low_income_status`,
    `t0`.`DOE025` AS `english_learner`,
    `t0`.`DOE034` AS `disability_placement`,
    `t0`.`DOE039` AS `plan_504`,
    `t0`.`DOE042` AS `cte_special_population`,
    NOT (
      `t0`.`DOE035` IN ('00', '01')
    ) AS `in_cte`
  FROM `winning_octobers` AS `t0`
  WHERE
    `t0`.`DOE016` IN ('09', '10', '11')
    AND `t0`.`DOE012` IN ('01')
    AND CAST(`t0`.`school_year` + 1 AS SMALLINT) IN (2017)
), tests_of_the_year AS (
  SELECT
    *
  FROM (
    SELECT
      `t3`.`tested`,
      CASE
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 127
        THEN 'F'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 126
        THEN 'W'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 125
        THEN 'NM'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 124
        THEN 'NI'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 123
        THEN 'PM'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 122
        THEN 'P'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 121
        THEN 'M'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 120
        THEN 'A'
        WHEN IF((
          SHIFTRIGHT(`t3`.`ela`, 7)
        ) >= 24200, `t3`.`ela` & 127, CAST(NULL AS BIGINT)) = 119
        THEN 'E'
        ELSE NULL
      END AS `ela`,
      CASE
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 127
        THEN 'F'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 126
        THEN 'W'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 125
        THEN 'NM'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 124
        THEN 'NI'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 123
        THEN 'PM'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 122
        THEN 'P'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 121
        THEN 'M'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 120
        THEN 'A'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`mathematics`, 7)
          ) >= 24200,
          `t3`.`mathematics` & 127,
          CAST(NULL AS BIGINT)
        ) = 119
        THEN 'E'
        ELSE NULL
      END AS `mathematics`,
      CASE
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 127
        THEN 'F'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 126
        THEN 'W'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 125
        THEN 'NM'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 124
        THEN 'NI'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 123
        THEN 'PM'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 122
        THEN 'P'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 121
        THEN 'M'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 120
        THEN 'A'
        WHEN IF(
          (
            SHIFTRIGHT(`t3`.`science`, 7)
          ) >= 24200,
          `t3`.`science` & 127,
          CAST(NULL AS BIGINT)
        ) = 119
        THEN 'E'
        ELSE NULL
      END AS `science`
    FROM (
      SELECT
        `t2`.`sasid` AS `tested`,
        MIN(`t2`.`ela`) AS `ela`,
        MIN(`t2`.`mathematics`) AS `mathematics`,
        MIN(`t2`.`science`) AS `science`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t0`.`sasid`,
            IF(
              `t0`.`eteststat` IN ('T', 'TR'),
              (
                (
                  (
                    CAST(`t0`.`administration_year` AS BIGINT) * 12
                  ) + CAST(IF(`t0`.`administration_month` = 0, 5, `t0`.`administration_month`) AS BIGINT)
                ) * 128
              ) + (
                127 - CAST(CASE
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
                  ELSE NULL
                END AS BIGINT)
              ),
              CAST(NULL AS BIGINT)
            ) AS `ela`,
            IF(
              `t0`.`mteststat` IN ('T', 'TR'),
              (
                (
                  (
                    CAST(`t0`.`administration_year` AS BIGINT) * 12
                  ) + CAST(IF(`t0`.`administration_month` = 0, 5, `t0`.`administration_month`) AS BIGINT)
                ) * 128
              ) + (
                127 - CAST(CASE
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
                  ELSE NULL
                END AS BIGINT)
              ),
              CAST(NULL AS BIGINT)
            ) AS `mathematics`,
            IF(
              `t0`.`steststat` IN ('T', 'TR'),
              (
                (
                  (
                    CAST(`t0`.`administration_year` AS BIGINT) * 12
                  ) + CAST(IF(`t0`.`administration_month` = 0, 5, `t0`.`administration_month`) AS BIGINT)
                ) * 128
              ) + (
                127 - CAST(CASE
                  WHEN `t0`.`sperf2` = 'F'
                  THEN 0
                  WHEN `t0`.`sperf2` = 'W'
                  THEN 1
                  WHEN `t0`.`sperf2` = 'NM'
                  THEN 2
                  WHEN `t0`.`sperf2` = 'NI'
                  THEN 3
                  WHEN `t0`.`sperf2` = 'PM'
                  THEN 4
                  WHEN `t0`.`sperf2` = 'P'
                  THEN 5
                  WHEN `t0`.`sperf2` = 'M'
                  THEN 6
                  WHEN `t0`.`sperf2` = 'A'
                  THEN 7
                  WHEN `t0`.`sperf2` = 'E'
                  THEN 8
                  ELSE NULL
                END AS BIGINT)
              ),
              CAST(NULL AS BIGINT)
            ) AS `science`,
            (
              CAST(`t0`.`administration_year` AS BIGINT) * 12
            ) + CAST(IF(`t0`.`administration_month` = 0, 5, `t0`.`administration_month`) AS BIGINT) AS `at`
          FROM `mcas` AS `t0`
          WHERE
            `t0`.`grade` = '10'
        ) AS `t1`
        WHERE
          `t1`.`at` <= 24211
      ) AS `t2`
      GROUP BY
        1
    ) AS `t3`
  ) AS `t4`
  WHERE
    (
      `t4`.`ela` IS NOT NULL
    )
    OR (
      `t4`.`mathematics` IS NOT NULL
    )
    OR (
      `t4`.`science` IS NOT NULL
    )
), octobers_of_tested AS (
  SELECT
    `t4`.`school_year`,
    `t4`.`sasid`,
    `t4`.`DOE009`,
    `t4`.`DOE010`,
    `t4`.`DOE012`,
    `t4`.`DOE015`,
    `t4`.`DOE016`,
    `t4`.`DOE018`,
    `t4`.`DOE019`,
    `t4`.`DOE025`,
    `t4`.`DOE031`,
    `t4`.`DOE034`,
    `t4`.`DOE035`,
    `t4`.`DOE039`,
    `t4`.`DOE042`,
    `t4`.`DOE043`,
    `t4`.`DOE044`,
    `t4`.`file`,
    `t4`.`row`,
    `t4`.`DOE033`,
    `t4`.`DOE037`
  FROM (
    SELECT
      *
    FROM `winning_octobers` AS `t0`
    WHERE
      `t0`.`school_year` = 2017
  ) AS `t4`
  LEFT SEMI JOIN `tests_of_the_year` AS `t2`
    ON `t4`.`sasid` = `t2`.`tested`
), tested_students AS (
  WITH `t9` AS (
    SELECT
      `t7`.`school_year`,
      `t7`.`sasid`,
      `t7`.`DOE009`,
      `t7`.`DOE010`,
      `t7`.`DOE012`,
      `t7`.`DOE015`,
      `t7`.`DOE016`,
      `t7`.`DOE018`,
      `t7`.`DOE019`,
      `t7`.`DOE025`,
      `t7`.`DOE031`,
      `t7`.`DOE034`,
      `t7`.`DOE035`,
      `t7`.`DOE039`,
      `t7`.`DOE042`,
      `t7`.`DOE043`,
      `t7`.`DOE044`,
      `t7`.`file`,
      `t7`.`row`,
      `t7`.`DOE033`,
      `t7`.`DOE037`
    FROM (
      SELECT
        *
      FROM `winning_end_of_years` AS `t1`
      WHERE
        `t1`.`school_year` = 2017
    ) AS `t7`
    LEFT SEMI JOIN `tests_of_the_year` AS `t4`
      ON `t7`.`sasid` = `t4`.`tested`
  )
  SELECT
    `t16`.`school_year`,
    `t16`.`sasid`,
    `t16`.`DOE035`,
    `t16`.`DOE043`,
    `t16`.`DOE044`,
    `t16`.`record_year`,
    `t16`.`file`,
    `t16`.`row`,
    `t16`.`org_code`,
    `t16`.`named`,
    `t16`.`gender`,
    `t16`.`race_ethnicity`,
    `t16`.`low_income_status`,
    `t16`.`english_learner`,
    `t16`.`disability_placement`,
    `t16`.`plan_504`,
    `t16`.`cte_special_population`,
    `t16`.`participant` IS NOT NULL AS `in_cte`
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
      `t15`.`named`,
      `t15`.`gender`,
      `t15`.`race_ethnicity`,
      `t15`.`low_income_status`,
      `t15`.`english_learner`,
      `t15`.`disability_placement`,
      `t15`.`plan_504`,
      `t15`.`cte_special_population`,
      `t8`.`participant`
    FROM (
      SELECT
        `t13`.`school_year`,
        `t13`.`sasid`,
        `t13`.`DOE035`,
        `t13`.`DOE043`,
        `t13`.`DOE044`,
        `t13`.`school_year` AS `record_year`,
        `t13`.`file`,
        `t13`.`row`,
        `t13`.`DOE015` AS `org_code`,
        CASE
          WHEN `t13`.`DOE035` IN ('02', '03', '04', '05') AND (
            `t13`.`DOE043` <> '500'
          )
          THEN `t13`.`DOE043`
          WHEN `t13`.`DOE035` IN ('13', '14') AND (
            `t13`.`DOE044` <> '500'
          )
          THEN `t13`.`DOE044`
          ELSE NULL
        END AS `named`,
        `t13`.`DOE009` AS `gender`,
        `t13`.`DOE010` AS `race_ethnicity`,
        `t13`.`DOE019` AS `low_income_status`,
        `t13`.`DOE025` AS `english_learner`,
        `t13`.`DOE034` AS `disability_placement`,
        `t13`.`DOE039` AS `plan_504`,
        `t13`.`DOE042` AS `cte_special_population`
      FROM (
        SELECT
          *
        FROM `t9` AS `t10`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            `t3`.`school_year`,
            `t3`.`sasid`,
            `t3`.`DOE009`,
            `t3`.`DOE010`,
            `t3`.`DOE012`,
            `t3`.`DOE015`,
            `t3`.`DOE016`,
            `t3`.`DOE018`,
            `t3`.`DOE019`,
            `t3`.`DOE025`,
            `t3`.`DOE031`,
            `t3`.`DOE034`,
            `t3`.`DOE035`,
            `t3`.`DOE039`,
            `t3`.`DOE042`,
            `t3`.`DOE043`,
            `t3`.`DOE044`,
            `t3`.`file`,
            `t3`.`row`,
            `t3`.`DOE033`,
            `t3`.`DOE037`
          FROM `octobers_of_tested` AS `t3`
          LEFT ANTI JOIN `t9` AS `t11`
            ON `t3`.`sasid` = `t11`.`sasid`
        ) AS `t12`
      ) AS `t13`
      WHERE
        `t13`.`school_year` IN (2017)
    ) AS `t15`
    LEFT OUTER JOIN (
      SELECT
        `t0`.`sasid` AS `participant`
      FROM `octobers_of_tested` AS `t0`
      WHERE
        `t0`.`DOE012` IN ('01') AND NOT (
          `t0`.`DOE035` IN ('00', '01')
        )
    ) AS `t8`
      ON `t15`.`sasid` = `t8`.`participant`
  ) AS `t16`
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
), left_students AS (
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
    `t6`.`named`,
    `t6`.`gender`,
    `t6`.`race_ethnicity`,
    `t6`.`low_income_status`,
    `t6`.`english_learner`,
    `t6`.`disability_placement`,
    `t6`.`plan_504`,
    `t6`.`cte_special_population`,
    `t6`.`leaving_status`,
    `t6`.`completer_plans`,
    `t6`.`core_curriculum`,
    SHIFTRIGHT(COALESCE(`t6`.`history`, 0), (
      2050 - CAST(`t6`.`school_year` AS BIGINT)
    )) AS `cte_octobers`,
    (
      SHIFTRIGHT(COALESCE(`t6`.`history`, 0), (
        2050 - CAST(`t6`.`school_year` AS BIGINT)
      ))
    ) <> 0 AS `in_cte`
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
      `t5`.`named`,
      `t5`.`gender`,
      `t5`.`race_ethnicity`,
      `t5`.`low_income_status`,
      `t5`.`english_learner`,
      `t5`.`disability_placement`,
      `t5`.`plan_504`,
      `t5`.`cte_special_population`,
      `t5`.`leaving_status`,
      `t5`.`completer_plans`,
      `t5`.`core_curriculum`,
      `t3`.`history_sasid`,
      `t3`.`history`
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
        END AS `named`,
        `t0`.`DOE009` AS `gender`,
        `t0`.`DOE010` AS `race_ethnicity`,
        `t0`.`DOE019` AS `low_income_status`,
        `t0`.`DOE025` AS `english_learner`,
        `t0`.`DOE034` AS `disability_placement`,
        `t0`.`DOE039` AS `plan_504`,
        `t0`.`DOE042` AS `cte_special_population`,
        `t0`.`DOE012` AS `leaving_status`,
        `t0`.`DOE033` AS `completer_plans`,
        `t0`.`DOE037` AS `core_curriculum`
      FROM `winning_end_of_years` AS `t0`
      WHERE
        `t0`.`DOE012` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36', '04')
        AND `t0`.`school_year` IN (2017)
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT
        `t1`.`sasid` AS `history_sasid`,
        `t1`.`history`
      FROM `cte_histories` AS `t1`
    ) AS `t3`
      ON `t5`.`sasid` = `t3`.`history_sasid`
  ) AS `t6`
), october_students AS (
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
    END AS `named`,
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
    AND COALESCE(`t0`.`DOE012` IN ('01') AND NOT (
      `t0`.`DOE035` IN ('00', '01')
    ), FALSE)
), cohort_members AS (
  SELECT
    *
  FROM (
    SELECT
      `t7`.`school_year`,
      `t7`.`sasid`,
      `t7`.`org_code`,
      `t7`.`cohort_outcome`,
      `t7`.`cohort_source`,
      SHIFTRIGHT(COALESCE(`t7`.`history`, 0), (
        2050 - CAST(`t7`.`school_year` AS BIGINT)
      )) AS `cte_octobers`
    FROM (
      SELECT
        `t6`.`school_year`,
        `t6`.`sasid`,
        `t6`.`org_code`,
        `t6`.`cohort_outcome`,
        `t6`.`cohort_source`,
        `t5`.`history_sasid`,
        `t5`.`history`
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
      ) AS `t6`
      LEFT SEMI JOIN `cte_histories` AS `t2`
        ON `t6`.`sasid` = `t2`.`sasid`
      INNER JOIN (
        SELECT
          `t1`.`sasid` AS `history_sasid`,
          `t1`.`history`
        FROM `cte_histories` AS `t1`
      ) AS `t5`
        ON `t6`.`sasid` = `t5`.`history_sasid`
    ) AS `t7`
  ) AS `t8`
  WHERE
    COALESCE(NOT (
      `t8`.`cohort_outcome` IN ('removed')
    ), FALSE)
    AND COALESCE(
      (
        `t8`.`cte_octobers` & 7 & (
          (
            `t8`.`cte_octobers` & 7
          ) - 1
        )
      ) <> 0,
      FALSE
    )
    AND COALESCE(`t8`.`cohort_outcome` IS NOT NULL, TRUE)
), cohort_june_records AS (
  SELECT
    `t3`.`member_year`,
    `t3`.`member`,
    `t5`.`DOE009`,
    `t5`.`DOE010`,
    `t5`.`DOE019`,
    `t5`.`DOE025`,
    `t5`.`DOE034`,
    `t5`.`DOE039`,
    `t5`.`DOE042`,
    `t5`.`DOE035`,
    `t5`.`DOE043`,
    `t5`.`DOE044`,
    `t5`.`file`,
    `t5`.`row`,
    `t5`.`record_year`
  FROM (
    SELECT
      `t0`.`school_year` AS `member_year`,
      `t0`.`sasid` AS `member`
    FROM `cohort_members` AS `t0`
  ) AS `t3`
  INNER JOIN (
    SELECT
      `t1`.`sasid` AS `record_sasid`,
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
      `t1`.`school_year` AS `record_year`
    FROM `winning_end_of_years` AS `t1`
    WHERE
      `t1`.`school_year` IN (2017)
  ) AS `t5`
    ON `t3`.`member` = `t5`.`record_sasid` AND `t3`.`member_year` = `t5`.`record_year`
), cohort_records AS (
  SELECT
    *
  FROM `cohort_june_records` AS `t0`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t13`.`member_year`,
      `t13`.`member`,
      `t13`.`DOE009`,
      `t13`.`DOE010`,
      `t13`.`DOE019`,
      `t13`.`DOE025`,
      `t13`.`DOE034`,
      `t13`.`DOE039`,
      `t13`.`DOE042`,
      `t13`.`DOE035`,
      `t13`.`DOE043`,
      `t13`.`DOE044`,
      `t13`.`file`,
      `t13`.`row`,
      `t13`.`record_year`
    FROM (
      SELECT
        `t12`.`member_year`,
        `t12`.`member`,
        `t12`.`record_sasid`,
        `t12`.`DOE009`,
        `t12`.`DOE010`,
        `t12`.`DOE019`,
        `t12`.`DOE025`,
        `t12`.`DOE034`,
        `t12`.`DOE039`,
        `t12`.`DOE042`,
        `t12`.`DOE035`,
        `t12`.`DOE043`,
        `t12`.`DOE044`,
        `t12`.`file`,
        `t12`.`row`,
        `t12`.`record_year`,
        `t12`.`at`,
        ROW_NUMBER() OVER (PARTITION BY `t12`.`member_year`, `t12`.`member` ORDER BY `t12`.`at` DESC) - 1 AS `place`
      FROM (
        SELECT
          `t6`.`member_year`,
          `t6`.`member`,
          `t11`.`record_sasid`,
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
          `t11`.`record_year`,
          `t11`.`at`
        FROM (
          SELECT
            `t1`.`school_year` AS `member_year`,
            `t1`.`sasid` AS `member`
          FROM `cohort_members` AS `t1`
        ) AS `t6`
        LEFT ANTI JOIN `cohort_june_records` AS `t4`
          ON `t6`.`member_year` = `t4`.`member_year` AND `t6`.`member` = `t4`.`member`
        INNER JOIN (
          SELECT
            `t9`.`sasid` AS `record_sasid`,
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
                CAST(`t2`.`school_year` AS BIGINT) + 0 AS `at`
              FROM `winning_octobers` AS `t2`
            ) AS `t7`
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                `t3`.`sasid`,
                `t3`.`DOE009`,
                `t3`.`DOE010`,
                `t3`.`DOE019`,
                `t3`.`DOE025`,
                `t3`.`DOE034`,
                `t3`.`DOE039`,
                `t3`.`DOE042`,
                `t3`.`DOE035`,
                `t3`.`DOE043`,
                `t3`.`DOE044`,
                `t3`.`file`,
                `t3`.`row`,
                `t3`.`school_year` AS `record_year`,
                CAST(`t3`.`school_year` AS BIGINT) + 10000 AS `at`
              FROM `winning_end_of_years` AS `t3`
            ) AS `t8`
          ) AS `t9`
        ) AS `t11`
          ON `t6`.`member` = `t11`.`record_sasid`
          AND `t11`.`record_year` <= `t6`.`member_year`
      ) AS `t12`
    ) AS `t13`
    WHERE
      `t13`.`place` = 0
  ) AS `t14`
), cohort_students AS (
  SELECT
    `t2`.`school_year`,
    `t2`.`sasid`,
    `t2`.`org_code`,
    `t2`.`cohort_outcome`,
    `t2`.`cohort_source`,
    `t2`.`cte_octobers`,
    `t3`.`DOE035`,
    `t3`.`DOE043`,
    `t3`.`DOE044`,
    `t3`.`record_year`,
    `t3`.`file`,
    `t3`.`row`,
    CASE
      WHEN `t3`.`DOE035` IN ('02', '03', '04', '05') AND (
        `t3`.`DOE043` <> '500'
      )
      THEN `t3`.`DOE043`
      WHEN `t3`.`DOE035` IN ('13', '14') AND (
        `t3`.`DOE044` <> '500'
      )
      THEN `t3`.`DOE044`
      ELSE NULL
    END AS `named`,
    `t3`.`DOE009` AS `gender`,
    `t3`.`DOE010` AS `race_ethnicity`,
    `t3`.`DOE019` AS `low_income_status`,
    `t3`.`DOE025` AS `english_learner`,
    `t3`.`DOE034` AS `disability_placement`,
    `t3`.`DOE039` AS `plan_504`,
    `t3`.`DOE042` AS `cte_special_population`
  FROM `cohort_members` AS `t2`
  LEFT OUTER JOIN `cohort_records` AS `t3`
    ON `t2`.`school_year` = `t3`.`member_year` AND `t2`.`sasid` = `t3`.`member`
), without_program AS (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t0`.`sasid`,
        `t0`.`record_year`
      FROM `october_students` AS `t0`
      WHERE
        `t0`.`named` IS NULL
    ) AS `t6`
    UNION
    SELECT
      *
    FROM (
      SELECT
        `t1`.`sasid`,
        `t1`.`record_year`
      FROM `cohort_students` AS `t1`
      WHERE
        `t1`.`named` IS NULL
    ) AS `t7`
  ) AS `t12`
  UNION
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t2`.`sasid`,
          `t2`.`record_year`
        FROM `enrolled_students` AS `t2`
        WHERE
          `t2`.`named` IS NULL AND `t2`.`in_cte`
      ) AS `t8`
      UNION
      SELECT
        *
      FROM (
        SELECT
          `t3`.`sasid`,
          `t3`.`record_year`
        FROM `earlier_students` AS `t3`
        WHERE
          `t3`.`named` IS NULL AND `t3`.`in_cte`
      ) AS `t9`
    ) AS `t13`
    UNION
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t4`.`sasid`,
          `t4`.`record_year`
        FROM `tested_students` AS `t4`
        WHERE
          `t4`.`named` IS NULL AND `t4`.`in_cte`
      ) AS `t10`
      UNION
      SELECT
        *
      FROM (
        SELECT
          `t5`.`sasid`,
          `t5`.`record_year`
        FROM `left_students` AS `t5`
        WHERE
          `t5`.`named` IS NULL AND `t5`.`in_cte`
      ) AS `t11`
    ) AS `t14`
  ) AS `t15`
), found_programs AS (
  SELECT
    `t5`.`sasid` AS `found_sasid`,
    `t5`.`record_year` AS `found_year`,
    MAX_BY(
      IF(`t5`.`offered` IS NOT NULL, `t5`.`offered`, NULL),
      IF(`t5`.`offered` IS NOT NULL, `t5`.`october_year`, NULL)
    ) AS `found`
  FROM (
    SELECT
      `t2`.`sasid`,
      `t2`.`record_year`,
      `t4`.`october_sasid`,
      `t4`.`october_year`,
      `t4`.`offered`
    FROM `without_program` AS `t2`
    INNER JOIN (
      SELECT
        `t1`.`sasid` AS `october_sasid`,
        `t1`.`school_year` AS `october_year`,
        CASE
          WHEN `t1`.`DOE035` IN ('02', '03', '04', '05') AND (
            `t1`.`DOE043` <> '500'
          )
          THEN `t1`.`DOE043`
          WHEN `t1`.`DOE035` IN ('13', '14') AND (
            `t1`.`DOE044` <> '500'
          )
          THEN `t1`.`DOE044`
          ELSE NULL
        END AS `offered`
      FROM `winning_octobers` AS `t1`
    ) AS `t4`
      ON `t2`.`sasid` = `t4`.`october_sasid` AND `t4`.`october_year` <= `t2`.`record_year`
  ) AS `t5`
  GROUP BY
    1,
    2
), migrants AS (
  SELECT DISTINCT
    `t0`.`school_year` AS `list_year`,
    `t0`.`sasid` AS `listed`
  FROM `migrant` AS `t0`
), enrolled_facts AS (
  SELECT
    `t23`.`school_year`,
    `t23`.`sasid`,
    `t23`.`DOE035`,
    `t23`.`DOE043`,
    `t23`.`DOE044`,
    `t23`.`record_year`,
    `t23`.`file`,
    `t23`.`row`,
    `t23`.`org_code`,
    `t23`.`gender`,
    `t23`.`race_ethnicity`,
    `t23`.`low_income_status`,
    `t23`.`english_learner`,
    `t23`.`disability_placement`,
    `t23`.`plan_504`,
    `t23`.`cte_special_population`,
    `t23`.`october_program_type`,
    `t23`.`in_cte`,
    `t23`.`program`,
    `t23`.`nontraditional_for`,
    `t23`.`program_known`,
    `t23`.`on_migrant_list`,
    `t23`.`june_sasid`,
    `t23`.`june_status`,
    `t23`.`of_chapter74` IS NOT NULL AS `in_chapter74`
  FROM (
    SELECT
      `t22`.`school_year`,
      `t22`.`sasid`,
      `t22`.`DOE035`,
      `t22`.`DOE043`,
      `t22`.`DOE044`,
      `t22`.`record_year`,
      `t22`.`file`,
      `t22`.`row`,
      `t22`.`org_code`,
      `t22`.`gender`,
      `t22`.`race_ethnicity`,
      `t22`.`low_income_status`,
      `t22`.`english_learner`,
      `t22`.`disability_placement`,
      `t22`.`plan_504`,
      `t22`.`cte_special_population`,
      `t22`.`october_program_type`,
      `t22`.`in_cte`,
      `t22`.`program`,
      `t22`.`nontraditional_for`,
      `t22`.`program_known`,
      `t22`.`on_migrant_list`,
      `t12`.`june_sasid`,
      `t12`.`june_status`,
      `t13`.`of_chapter74`
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
        `t20`.`october_program_type`,
        `t20`.`in_cte`,
        `t20`.`program`,
        `t20`.`nontraditional_for`,
        `t20`.`program_known`,
        `t20`.`listed` IS NOT NULL AS `on_migrant_list`
      FROM (
        SELECT
          `t19`.`school_year`,
          `t19`.`sasid`,
          `t19`.`DOE035`,
          `t19`.`DOE043`,
          `t19`.`DOE044`,
          `t19`.`record_year`,
          `t19`.`file`,
          `t19`.`row`,
          `t19`.`org_code`,
          `t19`.`gender`,
          `t19`.`race_ethnicity`,
          `t19`.`low_income_status`,
          `t19`.`english_learner`,
          `t19`.`disability_placement`,
          `t19`.`plan_504`,
          `t19`.`cte_special_population`,
          `t19`.`october_program_type`,
          `t19`.`in_cte`,
          `t19`.`program`,
          `t19`.`nontraditional_for`,
          `t19`.`program_known`,
          `t5`.`list_year`,
          `t5`.`listed`
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
            `t17`.`october_program_type`,
            `t17`.`in_cte`,
            `t17`.`program`,
            `t17`.`nontraditional_for`,
            `t17`.`program_code` IS NOT NULL AS `program_known`
          FROM (
            SELECT
              `t16`.`school_year`,
              `t16`.`sasid`,
              `t16`.`DOE035`,
              `t16`.`DOE043`,
              `t16`.`DOE044`,
              `t16`.`record_year`,
              `t16`.`file`,
              `t16`.`row`,
              `t16`.`org_code`,
              `t16`.`named`,
              `t16`.`gender`,
              `t16`.`race_ethnicity`,
              `t16`.`low_income_status`,
              `t16`.`english_learner`,
              `t16`.`disability_placement`,
              `t16`.`plan_504`,
              `t16`.`cte_special_population`,
              `t16`.`october_program_type`,
              `t16`.`in_cte`,
              `t16`.`program`,
              `t11`.`program_code`,
              `t11`.`nontraditional_for`
            FROM (
              SELECT
                `t14`.`school_year`,
                `t14`.`sasid`,
                `t14`.`DOE035`,
                `t14`.`DOE043`,
                `t14`.`DOE044`,
                `t14`.`record_year`,
                `t14`.`file`,
                `t14`.`row`,
                `t14`.`org_code`,
                `t14`.`named`,
                `t14`.`gender`,
                `t14`.`race_ethnicity`,
                `t14`.`low_income_status`,
                `t14`.`english_learner`,
                `t14`.`disability_placement`,
                `t14`.`plan_504`,
                `t14`.`cte_special_population`,
                `t14`.`october_program_type`,
                `t14`.`in_cte`,
                COALESCE(`t14`.`named`, `t14`.`found`) AS `program`
              FROM (
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
                  `t6`.`named`,
                  `t6`.`gender`,
                  `t6`.`race_ethnicity`,
                  `t6`.`low_income_status`,
                  `t6`.`english_learner`,
                  `t6`.`disability_placement`,
                  `t6`.`plan_504`,
                  `t6`.`cte_special_population`,
                  `t6`.`october_program_type`,
                  `t6`.`in_cte`,
                  `t7`.`found_sasid`,
                  `t7`.`found_year`,
                  `t7`.`found`
                FROM `enrolled_students` AS `t6`
                LEFT OUTER JOIN `found_programs` AS `t7`
                  ON `t6`.`sasid` = `t7`.`found_sasid` AND `t6`.`record_year` = `t7`.`found_year`
              ) AS `t14`
            ) AS `t16`
            LEFT OUTER JOIN (
              SELECT
                `t1`.`code` AS `program_code`,
                `t1`.`nontraditional_for`
              FROM `programs` AS `t1`
            ) AS `t11`
              ON `t16`.`program` = `t11`.`program_code`
          ) AS `t17`
        ) AS `t19`
        LEFT OUTER JOIN `migrants` AS `t5`
          ON `t19`.`school_year` = `t5`.`list_year` AND `t19`.`sasid` = `t5`.`listed`
      ) AS `t20`
    ) AS `t22`
    LEFT OUTER JOIN (
      SELECT
        `t0`.`sasid` AS `june_sasid`,
        `t0`.`DOE012` AS `june_status`
      FROM `winning_end_of_years` AS `t0`
      WHERE
        `t0`.`school_year` = 2017
    ) AS `t12`
      ON `t22`.`sasid` = `t12`.`june_sasid`
    LEFT OUTER JOIN (
      SELECT
        `t1`.`code` AS `of_chapter74`
      FROM `programs` AS `t1`
      WHERE
        `t1`.`kind` IN ('chapter74')
    ) AS `t13`
      ON `t22`.`program` = `t13`.`of_chapter74`
  ) AS `t23`
), earlier_facts AS (
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
    `t21`.`in_cte`,
    `t21`.`program`,
    `t21`.`nontraditional_for`,
    `t21`.`program_known`,
    `t21`.`on_migrant_list`,
    `t21`.`next_org`,
    IF(
      COALESCE(`t21`.`next_in_cte`, FALSE),
      COALESCE(`t21`.`next_named`, `t21`.`program`),
      CAST(NULL AS STRING)
    ) AS `next_program`,
    COALESCE(
      SUBSTRING(`t21`.`next_org`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t21`.`next_org`)), 4) = SUBSTRING(`t21`.`org_code`, IF((
        0 + 1
      ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t21`.`org_code`)), 4),
      FALSE
    ) AS `in_same_district`
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
      `t20`.`in_cte`,
      `t20`.`program`,
      `t20`.`nontraditional_for`,
      `t20`.`program_known`,
      `t20`.`on_migrant_list`,
      `t12`.`next_sasid`,
      `t12`.`next_org`,
      `t12`.`next_in_cte`,
      `t12`.`next_named`
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
        `t18`.`in_cte`,
        `t18`.`program`,
        `t18`.`nontraditional_for`,
        `t18`.`program_known`,
        `t18`.`listed` IS NOT NULL AS `on_migrant_list`
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
          `t17`.`in_cte`,
          `t17`.`program`,
          `t17`.`nontraditional_for`,
          `t17`.`program_known`,
          `t5`.`list_year`,
          `t5`.`listed`
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
            `t15`.`in_cte`,
            `t15`.`program`,
            `t15`.`nontraditional_for`,
            `t15`.`program_code` IS NOT NULL AS `program_known`
          FROM (
            SELECT
              `t14`.`school_year`,
              `t14`.`sasid`,
              `t14`.`DOE035`,
              `t14`.`DOE043`,
              `t14`.`DOE044`,
              `t14`.`record_year`,
              `t14`.`file`,
              `t14`.`row`,
              `t14`.`org_code`,
              `t14`.`named`,
              `t14`.`gender`,
              `t14`.`race_ethnicity`,
              `t14`.`low_income_status`,
              `t14`.`english_learner`,
              `t14`.`disability_placement`,
              `t14`.`plan_504`,
              `t14`.`cte_special_population`,
              `t14`.`in_cte`,
              `t14`.`program`,
              `t9`.`program_code`,
              `t9`.`nontraditional_for`
            FROM (
              SELECT
                `t11`.`school_year`,
                `t11`.`sasid`,
                `t11`.`DOE035`,
                `t11`.`DOE043`,
                `t11`.`DOE044`,
                `t11`.`record_year`,
                `t11`.`file`,
                `t11`.`row`,
                `t11`.`org_code`,
                `t11`.`named`,
                `t11`.`gender`,
                `t11`.`race_ethnicity`,
                `t11`.`low_income_status`,
                `t11`.`english_learner`,
                `t11`.`disability_placement`,
                `t11`.`plan_504`,
                `t11`.`cte_special_population`,
                `t11`.`in_cte`,
                COALESCE(`t11`.`named`, `t11`.`found`) AS `program`
              FROM (
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
                  `t6`.`named`,
                  `t6`.`gender`,
                  `t6`.`race_ethnicity`,
                  `t6`.`low_income_status`,
                  `t6`.`english_learner`,
                  `t6`.`disability_placement`,
                  `t6`.`plan_504`,
                  `t6`.`cte_special_population`,
                  `t6`.`in_cte`,
                  `t7`.`found_sasid`,
                  `t7`.`found_year`,
                  `t7`.`found`
                FROM `earlier_students` AS `t6`
                LEFT OUTER JOIN `found_programs` AS `t7`
                  ON `t6`.`sasid` = `t7`.`found_sasid` AND `t6`.`record_year` = `t7`.`found_year`
              ) AS `t11`
            ) AS `t14`
            LEFT OUTER JOIN (
              SELECT
                `t2`.`code` AS `program_code`,
                `t2`.`nontraditional_for`
              FROM `programs` AS `t2`
            ) AS `t9`
              ON `t14`.`program` = `t9`.`program_code`
          ) AS `t15`
        ) AS `t17`
        LEFT OUTER JOIN `migrants` AS `t5`
          ON `t17`.`school_year` = `t5`.`list_year` AND `t17`.`sasid` = `t5`.`listed`
      ) AS `t18`
    ) AS `t20`
    LEFT OUTER JOIN (
      SELECT
        `t0`.`sasid` AS `next_sasid`,
        `t0`.`DOE015` AS `next_org`,
        NOT (
          `t0`.`DOE035` IN ('00', '01')
        ) AS `next_in_cte`,
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
        END AS `next_named`
      FROM `winning_octobers` AS `t0`
      WHERE
        `t0`.`school_year` = 2017 AND `t0`.`DOE012` IN ('01')
    ) AS `t12`
      ON `t20`.`sasid` = `t12`.`next_sasid`
  ) AS `t21`
), tested_facts AS (
  SELECT
    `t19`.`school_year`,
    `t19`.`sasid`,
    `t19`.`DOE035`,
    `t19`.`DOE043`,
    `t19`.`DOE044`,
    `t19`.`record_year`,
    `t19`.`file`,
    `t19`.`row`,
    `t19`.`org_code`,
    `t19`.`gender`,
    `t19`.`race_ethnicity`,
    `t19`.`low_income_status`,
    `t19`.`english_learner`,
    `t19`.`disability_placement`,
    `t19`.`plan_504`,
    `t19`.`cte_special_population`,
    `t19`.`in_cte`,
    `t19`.`program`,
    `t19`.`nontraditional_for`,
    `t19`.`program_known`,
    `t19`.`on_migrant_list`,
    `t5`.`ela`,
    `t5`.`mathematics`,
    `t5`.`science`
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
      `t17`.`in_cte`,
      `t17`.`program`,
      `t17`.`nontraditional_for`,
      `t17`.`program_known`,
      `t17`.`listed` IS NOT NULL AS `on_migrant_list`
    FROM (
      SELECT
        `t16`.`school_year`,
        `t16`.`sasid`,
        `t16`.`DOE035`,
        `t16`.`DOE043`,
        `t16`.`DOE044`,
        `t16`.`record_year`,
        `t16`.`file`,
        `t16`.`row`,
        `t16`.`org_code`,
        `t16`.`gender`,
        `t16`.`race_ethnicity`,
        `t16`.`low_income_status`,
        `t16`.`english_learner`,
        `t16`.`disability_placement`,
        `t16`.`plan_504`,
        `t16`.`cte_special_population`,
        `t16`.`in_cte`,
        `t16`.`program`,
        `t16`.`nontraditional_for`,
        `t16`.`program_known`,
        `t6`.`list_year`,
        `t6`.`listed`
      FROM (
        SELECT
          `t14`.`school_year`,
          `t14`.`sasid`,
          `t14`.`DOE035`,
          `t14`.`DOE043`,
          `t14`.`DOE044`,
          `t14`.`record_year`,
          `t14`.`file`,
          `t14`.`row`,
          `t14`.`org_code`,
          `t14`.`gender`,
          `t14`.`race_ethnicity`,
          `t14`.`low_income_status`,
          `t14`.`english_learner`,
          `t14`.`disability_placement`,
          `t14`.`plan_504`,
          `t14`.`cte_special_population`,
          `t14`.`in_cte`,
          `t14`.`program`,
          `t14`.`nontraditional_for`,
          `t14`.`program_code` IS NOT NULL AS `program_known`
        FROM (
          SELECT
            `t13`.`school_year`,
            `t13`.`sasid`,
            `t13`.`DOE035`,
            `t13`.`DOE043`,
            `t13`.`DOE044`,
            `t13`.`record_year`,
            `t13`.`file`,
            `t13`.`row`,
            `t13`.`org_code`,
            `t13`.`named`,
            `t13`.`gender`,
            `t13`.`race_ethnicity`,
            `t13`.`low_income_status`,
            `t13`.`english_learner`,
            `t13`.`disability_placement`,
            `t13`.`plan_504`,
            `t13`.`cte_special_population`,
            `t13`.`in_cte`,
            `t13`.`program`,
            `t10`.`program_code`,
            `t10`.`nontraditional_for`
          FROM (
            SELECT
              `t11`.`school_year`,
              `t11`.`sasid`,
              `t11`.`DOE035`,
              `t11`.`DOE043`,
              `t11`.`DOE044`,
              `t11`.`record_year`,
              `t11`.`file`,
              `t11`.`row`,
              `t11`.`org_code`,
              `t11`.`named`,
              `t11`.`gender`,
              `t11`.`race_ethnicity`,
              `t11`.`low_income_status`,
              `t11`.`english_learner`,
              `t11`.`disability_placement`,
              `t11`.`plan_504`,
              `t11`.`cte_special_population`,
              `t11`.`in_cte`,
              COALESCE(`t11`.`named`, `t11`.`found`) AS `program`
            FROM (
              SELECT
                `t7`.`school_year`,
                `t7`.`sasid`,
                `t7`.`DOE035`,
                `t7`.`DOE043`,
                `t7`.`DOE044`,
                `t7`.`record_year`,
                `t7`.`file`,
                `t7`.`row`,
                `t7`.`org_code`,
                `t7`.`named`,
                `t7`.`gender`,
                `t7`.`race_ethnicity`,
                `t7`.`low_income_status`,
                `t7`.`english_learner`,
                `t7`.`disability_placement`,
                `t7`.`plan_504`,
                `t7`.`cte_special_population`,
                `t7`.`in_cte`,
                `t8`.`found_sasid`,
                `t8`.`found_year`,
                `t8`.`found`
              FROM `tested_students` AS `t7`
              LEFT OUTER JOIN `found_programs` AS `t8`
                ON `t7`.`sasid` = `t8`.`found_sasid` AND `t7`.`record_year` = `t8`.`found_year`
            ) AS `t11`
          ) AS `t13`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`code` AS `program_code`,
              `t2`.`nontraditional_for`
            FROM `programs` AS `t2`
          ) AS `t10`
            ON `t13`.`program` = `t10`.`program_code`
        ) AS `t14`
      ) AS `t16`
      LEFT OUTER JOIN `migrants` AS `t6`
        ON `t16`.`school_year` = `t6`.`list_year` AND `t16`.`sasid` = `t6`.`listed`
    ) AS `t17`
  ) AS `t19`
  INNER JOIN `tests_of_the_year` AS `t5`
    ON `t19`.`sasid` = `t5`.`tested`
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
), left_facts AS (
  SELECT
    `t23`.`school_year`,
    `t23`.`sasid`,
    `t23`.`DOE035`,
    `t23`.`DOE043`,
    `t23`.`DOE044`,
    `t23`.`record_year`,
    `t23`.`file`,
    `t23`.`row`,
    `t23`.`org_code`,
    `t23`.`gender`,
    `t23`.`race_ethnicity`,
    `t23`.`low_income_status`,
    `t23`.`english_learner`,
    `t23`.`disability_placement`,
    `t23`.`plan_504`,
    `t23`.`cte_special_population`,
    `t23`.`leaving_status`,
    `t23`.`completer_plans`,
    `t23`.`core_curriculum`,
    `t23`.`cte_octobers`,
    `t23`.`in_cte`,
    `t23`.`program`,
    `t23`.`nontraditional_for`,
    `t23`.`program_known`,
    `t23`.`on_migrant_list`,
    `t23`.`follow_up_status`,
    `t23`.`of_chapter74` IS NOT NULL AS `in_chapter74`
  FROM (
    SELECT
      `t22`.`school_year`,
      `t22`.`sasid`,
      `t22`.`DOE035`,
      `t22`.`DOE043`,
      `t22`.`DOE044`,
      `t22`.`record_year`,
      `t22`.`file`,
      `t22`.`row`,
      `t22`.`org_code`,
      `t22`.`gender`,
      `t22`.`race_ethnicity`,
      `t22`.`low_income_status`,
      `t22`.`english_learner`,
      `t22`.`disability_placement`,
      `t22`.`plan_504`,
      `t22`.`cte_special_population`,
      `t22`.`leaving_status`,
      `t22`.`completer_plans`,
      `t22`.`core_curriculum`,
      `t22`.`cte_octobers`,
      `t22`.`in_cte`,
      `t22`.`program`,
      `t22`.`nontraditional_for`,
      `t22`.`program_known`,
      `t22`.`on_migrant_list`,
      `t10`.`follow_up_status`,
      `t13`.`of_chapter74`
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
        `t20`.`leaving_status`,
        `t20`.`completer_plans`,
        `t20`.`core_curriculum`,
        `t20`.`cte_octobers`,
        `t20`.`in_cte`,
        `t20`.`program`,
        `t20`.`nontraditional_for`,
        `t20`.`program_known`,
        `t20`.`listed` IS NOT NULL AS `on_migrant_list`
      FROM (
        SELECT
          `t19`.`school_year`,
          `t19`.`sasid`,
          `t19`.`DOE035`,
          `t19`.`DOE043`,
          `t19`.`DOE044`,
          `t19`.`record_year`,
          `t19`.`file`,
          `t19`.`row`,
          `t19`.`org_code`,
          `t19`.`gender`,
          `t19`.`race_ethnicity`,
          `t19`.`low_income_status`,
          `t19`.`english_learner`,
          `t19`.`disability_placement`,
          `t19`.`plan_504`,
          `t19`.`cte_special_population`,
          `t19`.`leaving_status`,
          `t19`.`completer_plans`,
          `t19`.`core_curriculum`,
          `t19`.`cte_octobers`,
          `t19`.`in_cte`,
          `t19`.`program`,
          `t19`.`nontraditional_for`,
          `t19`.`program_known`,
          `t5`.`list_year`,
          `t5`.`listed`
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
            `t17`.`leaving_status`,
            `t17`.`completer_plans`,
            `t17`.`core_curriculum`,
            `t17`.`cte_octobers`,
            `t17`.`in_cte`,
            `t17`.`program`,
            `t17`.`nontraditional_for`,
            `t17`.`program_code` IS NOT NULL AS `program_known`
          FROM (
            SELECT
              `t16`.`school_year`,
              `t16`.`sasid`,
              `t16`.`DOE035`,
              `t16`.`DOE043`,
              `t16`.`DOE044`,
              `t16`.`record_year`,
              `t16`.`file`,
              `t16`.`row`,
              `t16`.`org_code`,
              `t16`.`named`,
              `t16`.`gender`,
              `t16`.`race_ethnicity`,
              `t16`.`low_income_status`,
              `t16`.`english_learner`,
              `t16`.`disability_placement`,
              `t16`.`plan_504`,
              `t16`.`cte_special_population`,
              `t16`.`leaving_status`,
              `t16`.`completer_plans`,
              `t16`.`core_curriculum`,
              `t16`.`cte_octobers`,
              `t16`.`in_cte`,
              `t16`.`program`,
              `t12`.`program_code`,
              `t12`.`nontraditional_for`
            FROM (
              SELECT
                `t14`.`school_year`,
                `t14`.`sasid`,
                `t14`.`DOE035`,
                `t14`.`DOE043`,
                `t14`.`DOE044`,
                `t14`.`record_year`,
                `t14`.`file`,
                `t14`.`row`,
                `t14`.`org_code`,
                `t14`.`named`,
                `t14`.`gender`,
                `t14`.`race_ethnicity`,
                `t14`.`low_income_status`,
                `t14`.`english_learner`,
                `t14`.`disability_placement`,
                `t14`.`plan_504`,
                `t14`.`cte_special_population`,
                `t14`.`leaving_status`,
                `t14`.`completer_plans`,
                `t14`.`core_curriculum`,
                `t14`.`cte_octobers`,
                `t14`.`in_cte`,
                COALESCE(`t14`.`named`, `t14`.`found`) AS `program`
              FROM (
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
                  `t6`.`named`,
                  `t6`.`gender`,
                  `t6`.`race_ethnicity`,
                  `t6`.`low_income_status`,
                  `t6`.`english_learner`,
                  `t6`.`disability_placement`,
                  `t6`.`plan_504`,
                  `t6`.`cte_special_population`,
                  `t6`.`leaving_status`,
                  `t6`.`completer_plans`,
                  `t6`.`core_curriculum`,
                  `t6`.`cte_octobers`,
                  `t6`.`in_cte`,
                  `t7`.`found_sasid`,
                  `t7`.`found_year`,
                  `t7`.`found`
                FROM `left_students` AS `t6`
                LEFT OUTER JOIN `found_programs` AS `t7`
                  ON `t6`.`sasid` = `t7`.`found_sasid` AND `t6`.`record_year` = `t7`.`found_year`
              ) AS `t14`
            ) AS `t16`
            LEFT OUTER JOIN (
              SELECT
                `t1`.`code` AS `program_code`,
                `t1`.`nontraditional_for`
              FROM `programs` AS `t1`
            ) AS `t12`
              ON `t16`.`program` = `t12`.`program_code`
          ) AS `t17`
        ) AS `t19`
        LEFT OUTER JOIN `migrants` AS `t5`
          ON `t19`.`school_year` = `t5`.`list_year` AND `t19`.`sasid` = `t5`.`listed`
      ) AS `t20`
    ) AS `t22`
    LEFT OUTER JOIN (
      SELECT
        `t0`.`school_year` AS `answer_year`,
        `t0`.`sasid` AS `answered`,
        `t0`.`follow_up_status`
      FROM `follow_up_answers` AS `t0`
    ) AS `t10`
      ON `t22`.`school_year` = `t10`.`answer_year` AND `t22`.`sasid` = `t10`.`answered`
    LEFT OUTER JOIN (
      SELECT
        `t1`.`code` AS `of_chapter74`
      FROM `programs` AS `t1`
      WHERE
        `t1`.`kind` IN ('chapter74')
    ) AS `t13`
      ON `t22`.`program` = `t13`.`of_chapter74`
  ) AS `t23`
), october_facts AS (
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
    `t15`.`program`,
    `t15`.`nontraditional_for`,
    `t15`.`program_known`,
    `t15`.`listed` IS NOT NULL AS `on_migrant_list`
  FROM (
    SELECT
      `t14`.`school_year`,
      `t14`.`sasid`,
      `t14`.`DOE035`,
      `t14`.`DOE043`,
      `t14`.`DOE044`,
      `t14`.`record_year`,
      `t14`.`file`,
      `t14`.`row`,
      `t14`.`org_code`,
      `t14`.`gender`,
      `t14`.`race_ethnicity`,
      `t14`.`low_income_status`,
      `t14`.`english_learner`,
      `t14`.`disability_placement`,
      `t14`.`plan_504`,
      `t14`.`cte_special_population`,
      `t14`.`october_status`,
      `t14`.`october_program_type`,
      `t14`.`program`,
      `t14`.`nontraditional_for`,
      `t14`.`program_known`,
      `t4`.`list_year`,
      `t4`.`listed`
    FROM (
      SELECT
        `t12`.`school_year`,
        `t12`.`sasid`,
        `t12`.`DOE035`,
        `t12`.`DOE043`,
        `t12`.`DOE044`,
        `t12`.`record_year`,
        `t12`.`file`,
        `t12`.`row`,
        `t12`.`org_code`,
        `t12`.`gender`,
        `t12`.`race_ethnicity`,
        `t12`.`low_income_status`,
        `t12`.`english_learner`,
        `t12`.`disability_placement`,
        `t12`.`plan_504`,
        `t12`.`cte_special_population`,
        `t12`.`october_status`,
        `t12`.`october_program_type`,
        `t12`.`program`,
        `t12`.`nontraditional_for`,
        `t12`.`program_code` IS NOT NULL AS `program_known`
      FROM (
        SELECT
          `t11`.`school_year`,
          `t11`.`sasid`,
          `t11`.`DOE035`,
          `t11`.`DOE043`,
          `t11`.`DOE044`,
          `t11`.`record_year`,
          `t11`.`file`,
          `t11`.`row`,
          `t11`.`org_code`,
          `t11`.`named`,
          `t11`.`gender`,
          `t11`.`race_ethnicity`,
          `t11`.`low_income_status`,
          `t11`.`english_learner`,
          `t11`.`disability_placement`,
          `t11`.`plan_504`,
          `t11`.`cte_special_population`,
          `t11`.`october_status`,
          `t11`.`october_program_type`,
          `t11`.`program`,
          `t8`.`program_code`,
          `t8`.`nontraditional_for`
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
            `t9`.`named`,
            `t9`.`gender`,
            `t9`.`race_ethnicity`,
            `t9`.`low_income_status`,
            `t9`.`english_learner`,
            `t9`.`disability_placement`,
            `t9`.`plan_504`,
            `t9`.`cte_special_population`,
            `t9`.`october_status`,
            `t9`.`october_program_type`,
            COALESCE(`t9`.`named`, `t9`.`found`) AS `program`
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
              `t5`.`named`,
              `t5`.`gender`,
              `t5`.`race_ethnicity`,
              `t5`.`low_income_status`,
              `t5`.`english_learner`,
              `t5`.`disability_placement`,
              `t5`.`plan_504`,
              `t5`.`cte_special_population`,
              `t5`.`october_status`,
              `t5`.`october_program_type`,
              `t6`.`found_sasid`,
              `t6`.`found_year`,
              `t6`.`found`
            FROM `october_students` AS `t5`
            LEFT OUTER JOIN `found_programs` AS `t6`
              ON `t5`.`sasid` = `t6`.`found_sasid` AND `t5`.`record_year` = `t6`.`found_year`
          ) AS `t9`
        ) AS `t11`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`code` AS `program_code`,
            `t1`.`nontraditional_for`
          FROM `programs` AS `t1`
        ) AS `t8`
          ON `t11`.`program` = `t8`.`program_code`
      ) AS `t12`
      WHERE
        COALESCE(
          `t12`.`october_status` IN ('01')
          AND NOT (
            `t12`.`october_program_type` IN ('00', '01')
          ),
          FALSE
        )
        AND COALESCE(`t12`.`nontraditional_for` IN ('F', 'M'), FALSE)
    ) AS `t14`
    LEFT OUTER JOIN `migrants` AS `t4`
      ON `t14`.`school_year` = `t4`.`list_year` AND `t14`.`sasid` = `t4`.`listed`
  ) AS `t15`
), cohort_facts AS (
  SELECT
    `t15`.`school_year`,
    `t15`.`sasid`,
    `t15`.`org_code`,
    `t15`.`cohort_outcome`,
    `t15`.`cohort_source`,
    `t15`.`cte_octobers`,
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
    `t15`.`program`,
    `t15`.`nontraditional_for`,
    `t15`.`program_known`,
    `t15`.`listed` IS NOT NULL AS `on_migrant_list`
  FROM (
    SELECT
      `t14`.`school_year`,
      `t14`.`sasid`,
      `t14`.`org_code`,
      `t14`.`cohort_outcome`,
      `t14`.`cohort_source`,
      `t14`.`cte_octobers`,
      `t14`.`DOE035`,
      `t14`.`DOE043`,
      `t14`.`DOE044`,
      `t14`.`record_year`,
      `t14`.`file`,
      `t14`.`row`,
      `t14`.`gender`,
      `t14`.`race_ethnicity`,
      `t14`.`low_income_status`,
      `t14`.`english_learner`,
      `t14`.`disability_placement`,
      `t14`.`plan_504`,
      `t14`.`cte_special_population`,
      `t14`.`program`,
      `t14`.`nontraditional_for`,
      `t14`.`program_known`,
      `t4`.`list_year`,
      `t4`.`listed`
    FROM (
      SELECT
        `t12`.`school_year`,
        `t12`.`sasid`,
        `t12`.`org_code`,
        `t12`.`cohort_outcome`,
        `t12`.`cohort_source`,
        `t12`.`cte_octobers`,
        `t12`.`DOE035`,
        `t12`.`DOE043`,
        `t12`.`DOE044`,
        `t12`.`record_year`,
        `t12`.`file`,
        `t12`.`row`,
        `t12`.`gender`,
        `t12`.`race_ethnicity`,
        `t12`.`low_income_status`,
        `t12`.`english_learner`,
        `t12`.`disability_placement`,
        `t12`.`plan_504`,
        `t12`.`cte_special_population`,
        `t12`.`program`,
        `t12`.`nontraditional_for`,
        `t12`.`program_code` IS NOT NULL AS `program_known`
      FROM (
        SELECT
          `t11`.`school_year`,
          `t11`.`sasid`,
          `t11`.`org_code`,
          `t11`.`cohort_outcome`,
          `t11`.`cohort_source`,
          `t11`.`cte_octobers`,
          `t11`.`DOE035`,
          `t11`.`DOE043`,
          `t11`.`DOE044`,
          `t11`.`record_year`,
          `t11`.`file`,
          `t11`.`row`,
          `t11`.`named`,
          `t11`.`gender`,
          `t11`.`race_ethnicity`,
          `t11`.`low_income_status`,
          `t11`.`english_learner`,
          `t11`.`disability_placement`,
          `t11`.`plan_504`,
          `t11`.`cte_special_population`,
          `t11`.`program`,
          `t8`.`program_code`,
          `t8`.`nontraditional_for`
        FROM (
          SELECT
            `t9`.`school_year`,
            `t9`.`sasid`,
            `t9`.`org_code`,
            `t9`.`cohort_outcome`,
            `t9`.`cohort_source`,
            `t9`.`cte_octobers`,
            `t9`.`DOE035`,
            `t9`.`DOE043`,
            `t9`.`DOE044`,
            `t9`.`record_year`,
            `t9`.`file`,
            `t9`.`row`,
            `t9`.`named`,
            `t9`.`gender`,
            `t9`.`race_ethnicity`,
            `t9`.`low_income_status`,
            `t9`.`english_learner`,
            `t9`.`disability_placement`,
            `t9`.`plan_504`,
            `t9`.`cte_special_population`,
            COALESCE(`t9`.`named`, `t9`.`found`) AS `program`
          FROM (
            SELECT
              `t5`.`school_year`,
              `t5`.`sasid`,
              `t5`.`org_code`,
              `t5`.`cohort_outcome`,
              `t5`.`cohort_source`,
              `t5`.`cte_octobers`,
              `t5`.`DOE035`,
              `t5`.`DOE043`,
              `t5`.`DOE044`,
              `t5`.`record_year`,
              `t5`.`file`,
              `t5`.`row`,
              `t5`.`named`,
              `t5`.`gender`,
              `t5`.`race_ethnicity`,
              `t5`.`low_income_status`,
              `t5`.`english_learner`,
              `t5`.`disability_placement`,
              `t5`.`plan_504`,
              `t5`.`cte_special_population`,
              `t6`.`found_sasid`,
              `t6`.`found_year`,
              `t6`.`found`
            FROM `cohort_students` AS `t5`
            LEFT OUTER JOIN `found_programs` AS `t6`
              ON `t5`.`sasid` = `t6`.`found_sasid` AND `t5`.`record_year` = `t6`.`found_year`
          ) AS `t9`
        ) AS `t11`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`code` AS `program_code`,
            `t1`.`nontraditional_for`
          FROM `programs` AS `t1`
        ) AS `t8`
          ON `t11`.`program` = `t8`.`program_code`
      ) AS `t12`
      WHERE
        COALESCE(NOT (
          `t12`.`cohort_outcome` IN ('removed')
        ), FALSE)
        AND COALESCE(
          (
            `t12`.`cte_octobers` & 7 & (
              (
                `t12`.`cte_octobers` & 7
              ) - 1
            )
          ) <> 0,
          FALSE
        )
        AND COALESCE(`t12`.`cohort_outcome` IS NOT NULL, TRUE)
    ) AS `t14`
    LEFT OUTER JOIN `migrants` AS `t4`
      ON `t14`.`school_year` = `t4`.`list_year` AND `t14`.`sasid` = `t4`.`listed`
  ) AS `t15`
), measured_students AS (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t0`.`org_code`,
          CAST(NULL AS STRING) AS `next_org`,
          `t0`.`program`,
          CAST(CAST(IF(COALESCE(`t0`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t0`.`english_learner` IN ('01'), FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(NOT (
            `t0`.`disability_placement` IN ('00')
          ), FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t0`.`low_income_status` IN ('01', '02'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('04'), FALSE), 64, 0) AS INT) + CAST(IF(
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
            128,
            0
          ) AS INT) + CAST(IF(
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
            256,
            0
          ) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('05'), FALSE), 512, 0) AS INT) + CAST(IF(COALESCE(`t0`.`race_ethnicity` IN ('01'), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t0`.`gender` = 'M', FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t0`.`gender` = 'F', FALSE), 4096, 0) AS INT) AS INT) AS `groups`,
          CAST(IF(
            COALESCE(
              `t0`.`october_status` IN ('01')
              AND NOT (
                `t0`.`october_program_type` IN ('00', '01')
              ),
              FALSE
            )
            AND COALESCE(`t0`.`nontraditional_for` IN ('F', 'M'), FALSE),
            512,
            0
          ) AS INT) AS `measured`,
          CAST(IF(
            COALESCE(
              `t0`.`october_status` IN ('01')
              AND NOT (
                `t0`.`october_program_type` IN ('00', '01')
              ),
              FALSE
            )
            AND COALESCE(`t0`.`nontraditional_for` IN ('F', 'M'), FALSE)
            AND COALESCE(`t0`.`nontraditional_for` IN ('F', 'M'), FALSE),
            512,
            0
          ) AS INT) AS `in_cte`,
          CAST(IF(
            COALESCE(
              `t0`.`october_status` IN ('01')
              AND NOT (
                `t0`.`october_program_type` IN ('00', '01')
              ),
              FALSE
            )
            AND COALESCE(`t0`.`nontraditional_for` IN ('F', 'M'), FALSE)
            AND COALESCE(`t0`.`nontraditional_for` = `t0`.`gender`, FALSE),
            512,
            0
          ) AS INT) AS `numerators`
        FROM `october_facts` AS `t0`
      ) AS `t6`
      WHERE
        `t6`.`measured` <> 0
    ) AS `t12`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t1`.`org_code`,
          CAST(NULL AS STRING) AS `next_org`,
          `t1`.`program`,
          CAST(CAST(IF(COALESCE(`t1`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t1`.`english_learner` IN ('01'), FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(NOT (
            `t1`.`disability_placement` IN ('00')
          ), FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t1`.`low_income_status` IN ('01', '02'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('04'), FALSE), 64, 0) AS INT) + CAST(IF(
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
            128,
            0
          ) AS INT) + CAST(IF(
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
            256,
            0
          ) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('05'), FALSE), 512, 0) AS INT) + CAST(IF(COALESCE(`t1`.`race_ethnicity` IN ('01'), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t1`.`gender` = 'M', FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t1`.`gender` = 'F', FALSE), 4096, 0) AS INT) AS INT) AS `groups`,
          CAST(IF(
            COALESCE(NOT (
              `t1`.`cohort_outcome` IN ('removed')
            ), FALSE)
            AND COALESCE(
              (
                `t1`.`cte_octobers` & 7 & (
                  (
                    `t1`.`cte_octobers` & 7
                  ) - 1
                )
              ) <> 0,
              FALSE
            )
            AND COALESCE(`t1`.`cohort_outcome` IS NOT NULL, TRUE),
            256,
            0
          ) AS INT) AS `measured`,
          CAST(IF(
            COALESCE(NOT (
              `t1`.`cohort_outcome` IN ('removed')
            ), FALSE)
            AND COALESCE(
              (
                `t1`.`cte_octobers` & 7 & (
                  (
                    `t1`.`cte_octobers` & 7
                  ) - 1
                )
              ) <> 0,
              FALSE
            )
            AND COALESCE(`t1`.`cohort_outcome` IS NOT NULL, TRUE)
            AND COALESCE(`t1`.`cohort_outcome` IS NOT NULL, TRUE),
            256,
            0
          ) AS INT) AS `in_cte`,
          CAST(IF(
            COALESCE(NOT (
              `t1`.`cohort_outcome` IN ('removed')
            ), FALSE)
            AND COALESCE(
              (
                `t1`.`cte_octobers` & 7 & (
                  (
                    `t1`.`cte_octobers` & 7
                  ) - 1
                )
              ) <> 0,
              FALSE
            )
            AND COALESCE(`t1`.`cohort_outcome` IS NOT NULL, TRUE)
            AND COALESCE(`t1`.`cohort_outcome` IN ('graduated'), FALSE),
            256,
            0
          ) AS INT) AS `numerators`
        FROM `cohort_facts` AS `t1`
      ) AS `t7`
      WHERE
        `t7`.`measured` <> 0
    ) AS `t13`
  ) AS `t18`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t2`.`org_code`,
            CAST(NULL AS STRING) AS `next_org`,
            `t2`.`program`,
            CAST(CAST(IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t2`.`english_learner` IN ('01'), FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(NOT (
              `t2`.`disability_placement` IN ('00')
            ), FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t2`.`low_income_status` IN ('01', '02'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('04'), FALSE), 64, 0) AS INT) + CAST(IF(
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
              128,
              0
            ) AS INT) + CAST(IF(
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
              256,
              0
            ) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('05'), FALSE), 512, 0) AS INT) + CAST(IF(COALESCE(`t2`.`race_ethnicity` IN ('01'), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t2`.`gender` = 'M', FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t2`.`gender` = 'F', FALSE), 4096, 0) AS INT) AS INT) AS `groups`,
            CAST(CAST(IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE), 8192, 0) AS INT) + CAST(IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE), 16384, 0) AS INT) + IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE), 32768, 0) + IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE), 65536, 0) AS INT) AS `measured`,
            CAST(CAST(IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE) AND COALESCE(`t2`.`in_cte`, FALSE), 1, 0) AS INT) + CAST(IF(COALESCE(`t2`.`sasid` IS NOT NULL, TRUE) AND COALESCE(`t2`.`in_cte`, FALSE), 8192, 0) AS INT) + CAST(IF(
              COALESCE(`t2`.`sasid` IS NOT NULL, TRUE) AND COALESCE(`t2`.`in_cte`, FALSE),
              16384,
              0
            ) AS INT) + IF(
              COALESCE(`t2`.`sasid` IS NOT NULL, TRUE)
              AND COALESCE(`t2`.`in_cte`, FALSE)
              AND COALESCE(`t2`.`in_chapter74`, FALSE),
              32768,
              0
            ) + IF(
              COALESCE(`t2`.`sasid` IS NOT NULL, TRUE)
              AND COALESCE(`t2`.`october_program_type` IN ('01'), FALSE),
              65536,
              0
            ) AS INT) AS `in_cte`,
            CAST(IF(
              COALESCE(`t2`.`sasid` IS NOT NULL, TRUE)
              AND COALESCE(`t2`.`june_status` IN ('30', '31', '32', '33', '34', '35', '36'), FALSE),
              8192,
              0
            ) AS INT) AS `numerators`
          FROM `enrolled_facts` AS `t2`
        ) AS `t8`
        WHERE
          `t8`.`measured` <> 0
      ) AS `t14`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t3`.`org_code`,
            `t3`.`next_org`,
            `t3`.`program`,
            CAST(CAST(IF(COALESCE(`t3`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t3`.`english_learner` IN ('01'), FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(NOT (
              `t3`.`disability_placement` IN ('00')
            ), FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t3`.`low_income_status` IN ('01', '02'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t3`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t3`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(COALESCE(`t3`.`race_ethnicity` IN ('04'), FALSE), 64, 0) AS INT) + CAST(IF(
              COALESCE(
                `t3`.`race_ethnicity` IN (
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
              128,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t3`.`race_ethnicity` IN (
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
              256,
              0
            ) AS INT) + CAST(IF(COALESCE(`t3`.`race_ethnicity` IN ('05'), FALSE), 512, 0) AS INT) + CAST(IF(COALESCE(`t3`.`race_ethnicity` IN ('01'), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t3`.`gender` = 'M', FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t3`.`gender` = 'F', FALSE), 4096, 0) AS INT) AS INT) AS `groups`,
            CAST(CAST(IF(COALESCE(`t3`.`sasid` IS NOT NULL, TRUE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t3`.`in_cte` AND (
              `t3`.`program` IS NOT NULL
            ), FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t3`.`in_cte` AND (
              `t3`.`program` IS NOT NULL
            ), FALSE), 4096, 0) AS INT) AS INT) AS `measured`,
            CAST(CAST(IF(COALESCE(`t3`.`sasid` IS NOT NULL, TRUE) AND COALESCE(`t3`.`in_cte`, FALSE), 1024, 0) AS INT) + CAST(IF(
              COALESCE(`t3`.`in_cte` AND (
                `t3`.`program` IS NOT NULL
              ), FALSE)
              AND COALESCE(`t3`.`in_cte`, FALSE),
              2048,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t3`.`in_cte` AND (
                `t3`.`program` IS NOT NULL
              ), FALSE)
              AND COALESCE(`t3`.`in_cte`, FALSE),
              4096,
              0
            ) AS INT) AS INT) AS `in_cte`,
            CAST(CAST(IF(
              COALESCE(`t3`.`sasid` IS NOT NULL, TRUE)
              AND COALESCE(`t3`.`next_org` IS NOT NULL, FALSE),
              1024,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t3`.`in_cte` AND (
                `t3`.`program` IS NOT NULL
              ), FALSE)
              AND COALESCE(`t3`.`in_same_district` AND (
                `t3`.`next_program` = `t3`.`program`
              ), FALSE),
              2048,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t3`.`in_cte` AND (
                `t3`.`program` IS NOT NULL
              ), FALSE)
              AND COALESCE(`t3`.`in_same_district` AND (
                `t3`.`next_program` <> `t3`.`program`
              ), FALSE),
              4096,
              0
            ) AS INT) AS INT) AS `numerators`
          FROM `earlier_facts` AS `t3`
        ) AS `t9`
        WHERE
          `t9`.`measured` <> 0
      ) AS `t15`
    ) AS `t19`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t4`.`org_code`,
            CAST(NULL AS STRING) AS `next_org`,
            `t4`.`program`,
            CAST(CAST(IF(COALESCE(`t4`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t4`.`english_learner` IN ('01'), FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(NOT (
              `t4`.`disability_placement` IN ('00')
            ), FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t4`.`low_income_status` IN ('01', '02'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t4`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t4`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(COALESCE(`t4`.`race_ethnicity` IN ('04'), FALSE), 64, 0) AS INT) + CAST(IF(
              COALESCE(
                `t4`.`race_ethnicity` IN (
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
              128,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t4`.`race_ethnicity` IN (
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
              256,
              0
            ) AS INT) + CAST(IF(COALESCE(`t4`.`race_ethnicity` IN ('05'), FALSE), 512, 0) AS INT) + CAST(IF(COALESCE(`t4`.`race_ethnicity` IN ('01'), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t4`.`gender` = 'M', FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t4`.`gender` = 'F', FALSE), 4096, 0) AS INT) AS INT) AS `groups`,
            CAST(CAST(IF(
              COALESCE(`t4`.`ela` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE),
              2,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t4`.`mathematics` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE),
              4,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t4`.`science` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE),
              8,
              0
            ) AS INT) AS INT) AS `measured`,
            CAST(CAST(IF(
              COALESCE(`t4`.`ela` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE)
              AND COALESCE(`t4`.`in_cte`, FALSE),
              2,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t4`.`mathematics` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE)
              AND COALESCE(`t4`.`in_cte`, FALSE),
              4,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t4`.`science` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE)
              AND COALESCE(`t4`.`in_cte`, FALSE),
              8,
              0
            ) AS INT) AS INT) AS `in_cte`,
            CAST(CAST(IF(
              COALESCE(`t4`.`ela` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE)
              AND COALESCE(`t4`.`ela` IN ('P', 'A', 'M', 'E'), FALSE),
              2,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t4`.`mathematics` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE)
              AND COALESCE(`t4`.`mathematics` IN ('P', 'A', 'M', 'E'), FALSE),
              4,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t4`.`science` IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'), FALSE)
              AND COALESCE(`t4`.`science` IN ('P', 'A', 'M', 'E'), FALSE),
              8,
              0
            ) AS INT) AS INT) AS `numerators`
          FROM `tested_facts` AS `t4`
        ) AS `t10`
        WHERE
          `t10`.`measured` <> 0
      ) AS `t16`
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t5`.`org_code`,
            CAST(NULL AS STRING) AS `next_org`,
            `t5`.`program`,
            CAST(CAST(IF(COALESCE(`t5`.`sasid` IS NOT NULL, TRUE), 1, 0) AS INT) + CAST(IF(COALESCE(`t5`.`english_learner` IN ('01'), FALSE), 2, 0) AS INT) + CAST(IF(COALESCE(NOT (
              `t5`.`disability_placement` IN ('00')
            ), FALSE), 4, 0) AS INT) + CAST(IF(COALESCE(`t5`.`low_income_status` IN ('01', '02'), FALSE), 8, 0) AS INT) + CAST(IF(COALESCE(`t5`.`race_ethnicity` IN ('03'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t5`.`race_ethnicity` IN ('02'), FALSE), 32, 0) AS INT) + CAST(IF(COALESCE(`t5`.`race_ethnicity` IN ('04'), FALSE), 64, 0) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`race_ethnicity` IN (
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
              128,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`race_ethnicity` IN (
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
              256,
              0
            ) AS INT) + CAST(IF(COALESCE(`t5`.`race_ethnicity` IN ('05'), FALSE), 512, 0) AS INT) + CAST(IF(COALESCE(`t5`.`race_ethnicity` IN ('01'), FALSE), 1024, 0) AS INT) + CAST(IF(COALESCE(`t5`.`gender` = 'M', FALSE), 2048, 0) AS INT) + CAST(IF(COALESCE(`t5`.`gender` = 'F', FALSE), 4096, 0) AS INT) AS INT) AS `groups`,
            CAST(CAST(IF(COALESCE(`t5`.`leaving_status` IN ('04'), FALSE), 16, 0) AS INT) + CAST(IF(COALESCE(`t5`.`leaving_status` IN ('04'), FALSE), 32, 0) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
                FALSE
              )
              AND COALESCE(`t5`.`leaving_status` IS NOT NULL, FALSE)
              AND COALESCE(`t5`.`in_chapter74`, FALSE),
              64,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
                FALSE
              )
              AND COALESCE(`t5`.`in_chapter74`, FALSE),
              128,
              0
            ) AS INT) AS INT) AS `measured`,
            CAST(CAST(IF(
              COALESCE(`t5`.`leaving_status` IN ('04'), FALSE)
              AND COALESCE(
                (
                  `t5`.`cte_octobers` & (
                    SHIFTRIGHT(`t5`.`cte_octobers`, 1)
                  )
                ) <> 0,
                FALSE
              ),
              16,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t5`.`leaving_status` IN ('04'), FALSE)
              AND COALESCE(
                (
                  `t5`.`cte_octobers` & (
                    SHIFTRIGHT(`t5`.`cte_octobers`, 1)
                  )
                ) <> 0,
                FALSE
              ),
              32,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
                FALSE
              )
              AND COALESCE(`t5`.`leaving_status` IS NOT NULL, FALSE)
              AND COALESCE(`t5`.`in_chapter74`, FALSE)
              AND COALESCE(
                (
                  `t5`.`cte_octobers` & (
                    SHIFTRIGHT(`t5`.`cte_octobers`, 1)
                  )
                ) <> 0,
                FALSE
              ),
              64,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
                FALSE
              )
              AND COALESCE(`t5`.`in_chapter74`, FALSE)
              AND COALESCE(
                (
                  `t5`.`cte_octobers` & (
                    SHIFTRIGHT(`t5`.`cte_octobers`, 1)
                  )
                ) <> 0,
                FALSE
              ),
              128,
              0
            ) AS INT) AS INT) AS `in_cte`,
            CAST(CAST(IF(
              COALESCE(`t5`.`leaving_status` IN ('04'), FALSE)
              AND COALESCE(`t5`.`core_curriculum` IN ('01'), FALSE),
              16,
              0
            ) AS INT) + CAST(IF(
              COALESCE(`t5`.`leaving_status` IN ('04'), FALSE)
              AND COALESCE(`t5`.`completer_plans` IN ('01', '02', '03', '04', '05', '10'), FALSE),
              32,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
                FALSE
              )
              AND COALESCE(`t5`.`leaving_status` IS NOT NULL, FALSE)
              AND COALESCE(`t5`.`in_chapter74`, FALSE)
              AND COALESCE(
                `t5`.`follow_up_status` IN (
                  'postsecondary',
                  'advanced_training',
                  'apprenticeship',
                  'military',
                  'employed_related',
                  'employed_unrelated'
                ),
                FALSE
              ),
              64,
              0
            ) AS INT) + CAST(IF(
              COALESCE(
                `t5`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
                FALSE
              )
              AND COALESCE(`t5`.`in_chapter74`, FALSE)
              AND COALESCE(NOT (
                `t5`.`follow_up_status` IN ('unknown')
              ), FALSE),
              128,
              0
            ) AS INT) AS INT) AS `numerators`
          FROM `left_facts` AS `t5`
        ) AS `t11`
        WHERE
          `t11`.`measured` <> 0
      ) AS `t17`
    ) AS `t20`
  ) AS `t21`
)
SELECT
  `t0`.`org_code`,
  `t0`.`next_org`,
  `t0`.`program`,
  `t0`.`groups`,
  `t0`.`measured`,
  `t0`.`in_cte`,
  `t0`.`numerators`,
  COUNT(*) AS `students`
FROM `measured_students` AS `t0`
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6,
  7
