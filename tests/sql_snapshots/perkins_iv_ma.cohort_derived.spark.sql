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
    `t6`.`named`,
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
      `t5`.`named`,
      `t5`.`gender`,
      `t5`.`race_ethnicity`,
      `t5`.`low_income_status`,
      `t5`.`english_learner`,
      `t5`.`disability_placement`,
      `t5`.`plan_504`,
      `t5`.`cte_special_population`,
      `t5`.`leaving_status`,
      `t5`.`competency_attainment`,
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
        `t0`.`DOE031` AS `competency_attainment`
      FROM `winning_end_of_years` AS `t0`
      WHERE
        `t0`.`school_year` IN (2017)
        AND (
          COALESCE(
            `t0`.`DOE012` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          OR COALESCE(
            `t0`.`DOE012` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
        )
    ) AS `t5`
    INNER JOIN (
      SELECT
        `t1`.`sasid` AS `history_sasid`,
        `t1`.`history`
      FROM `cte_histories` AS `t1`
    ) AS `t3`
      ON `t5`.`sasid` = `t3`.`history_sasid`
  ) AS `t6`
  WHERE
    COALESCE(
      (
        (
          SHIFTRIGHT(COALESCE(`t6`.`history`, 0), (
            2050 - CAST(`t6`.`school_year` AS BIGINT)
          ))
        ) & (
          SHIFTRIGHT(
            (
              SHIFTRIGHT(COALESCE(`t6`.`history`, 0), (
                2050 - CAST(`t6`.`school_year` AS BIGINT)
              ))
            ),
            1
          )
        )
      ) <> 0,
      FALSE
    )
    AND (
      COALESCE(
        `t6`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
        FALSE
      )
      OR COALESCE(
        `t6`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
        FALSE
      )
    )
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
), cohort_entries AS (
  SELECT
    `t13`.`sasid`,
    `t13`.`school_year`
  FROM (
    SELECT
      `t12`.`sasid`,
      `t12`.`school_year`,
      SHIFTRIGHT(COALESCE(`t12`.`history`, 0), (
        2050 - CAST(`t12`.`school_year` AS BIGINT)
      )) AS `cte_octobers`
    FROM (
      SELECT
        `t11`.`sasid`,
        `t11`.`school_year`,
        `t4`.`history_sasid`,
        `t4`.`history`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t8`.`sasid`,
            CAST((
              SHIFTRIGHT(`t8`.`entry`, 2)
            ) + (
              `t8`.`entry` & 3
            ) AS SMALLINT) AS `school_year`
          FROM (
            SELECT
              `t7`.`sasid`,
              MIN(`t7`.`entry`) AS `entry`
            FROM (
              SELECT
                `t6`.`sasid`,
                (
                  CAST(`t6`.`school_year` AS INT) * 4
                ) + (
                  12 - CAST(`t6`.`DOE016` AS INT)
                ) AS `entry`
              FROM (
                SELECT
                  `t1`.`sasid`,
                  `t1`.`school_year`,
                  `t1`.`DOE016`
                FROM `winning_octobers` AS `t1`
                WHERE
                  `t1`.`DOE016` IN ('09', '10', '11', '12')
              ) AS `t6`
              LEFT SEMI JOIN `cte_histories` AS `t2`
                ON `t6`.`sasid` = `t2`.`sasid`
            ) AS `t7`
            GROUP BY
              1
          ) AS `t8`
        ) AS `t9`
        WHERE
          `t9`.`school_year` IN (2017)
      ) AS `t11`
      INNER JOIN (
        SELECT
          `t0`.`sasid` AS `history_sasid`,
          `t0`.`history`
        FROM `cte_histories` AS `t0`
      ) AS `t4`
        ON `t11`.`sasid` = `t4`.`history_sasid`
    ) AS `t12`
  ) AS `t13`
  WHERE
    COALESCE(
      (
        `t13`.`cte_octobers` & 7 & (
          (
            `t13`.`cte_octobers` & 7
          ) - 1
        )
      ) <> 0,
      FALSE
    )
), cohort_own_junes AS (
  SELECT
    `t2`.`school_year`,
    `t2`.`sasid`,
    `t4`.`last_status`,
    `t4`.`org_code`
  FROM `cohort_entries` AS `t2`
  INNER JOIN (
    SELECT
      `t1`.`sasid` AS `june_sasid`,
      `t1`.`school_year` AS `june_year`,
      `t1`.`DOE012` AS `last_status`,
      `t1`.`DOE015` AS `org_code`
    FROM `winning_end_of_years` AS `t1`
    WHERE
      `t1`.`school_year` IN (2017)
  ) AS `t4`
    ON `t2`.`sasid` = `t4`.`june_sasid` AND `t2`.`school_year` = `t4`.`june_year`
), winning_marches AS (
  SELECT
    *
  FROM `march` AS `t0`
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
      FROM `march_contested` AS `t1`
    ) AS `t2`
    WHERE
      `t2`.`place` = 0
  ) AS `t3`
), cohort_last_records AS (
  SELECT
    *
  FROM `cohort_own_junes` AS `t0`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t13`.`school_year`,
      `t13`.`sasid`,
      MAX_BY(`t13`.`status`, `t13`.`at`) AS `last_status`,
      MAX_BY(`t13`.`org_code`, `t13`.`at`) AS `org_code`
    FROM (
      SELECT
        `t6`.`sasid`,
        `t6`.`school_year`,
        `t12`.`record_sasid`,
        `t12`.`at`,
        `t12`.`status`,
        `t12`.`org_code`
      FROM `cohort_entries` AS `t6`
      LEFT ANTI JOIN `cohort_own_junes` AS `t5`
        ON `t6`.`school_year` = `t5`.`school_year` AND `t6`.`sasid` = `t5`.`sasid`
      INNER JOIN (
        SELECT
          *
        FROM (
          SELECT
            `t2`.`sasid` AS `record_sasid`,
            (
              CAST(`t2`.`school_year` AS BIGINT) * 3
            ) + 2 AS `at`,
            `t2`.`DOE012` AS `status`,
            `t2`.`DOE015` AS `org_code`
          FROM `winning_end_of_years` AS `t2`
        ) AS `t7`
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t3`.`sasid` AS `record_sasid`,
              (
                CAST(`t3`.`school_year` AS BIGINT) * 3
              ) + 0 AS `at`,
              `t3`.`DOE012` AS `status`,
              `t3`.`DOE015` AS `org_code`
            FROM `winning_octobers` AS `t3`
          ) AS `t8`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t4`.`sasid` AS `record_sasid`,
              (
                CAST(`t4`.`school_year` AS BIGINT) * 3
              ) + 1 AS `at`,
              `t4`.`DOE012` AS `status`,
              `t4`.`DOE015` AS `org_code`
            FROM `winning_marches` AS `t4`
          ) AS `t9`
        ) AS `t10`
      ) AS `t12`
        ON `t6`.`sasid` = `t12`.`record_sasid`
        AND `t12`.`at` <= (
          (
            (
              CAST(`t6`.`school_year` AS BIGINT) * 3
            ) + 3
          ) - 1
        )
    ) AS `t13`
    GROUP BY
      1,
      2
  ) AS `t14`
), cohort_members AS (
  SELECT
    *
  FROM (
    SELECT
      `t19`.`school_year`,
      `t19`.`sasid`,
      `t19`.`org_code`,
      `t19`.`cohort_outcome`,
      `t19`.`cohort_source`,
      SHIFTRIGHT(COALESCE(`t19`.`history`, 0), (
        2050 - CAST(`t19`.`school_year` AS BIGINT)
      )) AS `cte_octobers`
    FROM (
      SELECT
        `t18`.`school_year`,
        `t18`.`sasid`,
        `t18`.`org_code`,
        `t18`.`cohort_outcome`,
        `t18`.`cohort_source`,
        `t7`.`history_sasid`,
        `t7`.`history`
      FROM (
        SELECT
          `t16`.`school_year`,
          `t16`.`sasid`,
          `t16`.`org_code`,
          CASE
            WHEN `t16`.`last_status` IN ('06', '20', '21', '22', '23', '24')
            THEN 'removed'
            WHEN `t16`.`in_june` OR (
              `t16`.`summer_graduate` IS NOT NULL
            )
            THEN 'graduated'
            ELSE 'not_graduated'
          END AS `cohort_outcome`,
          'derived' AS `cohort_source`
        FROM (
          SELECT
            `t15`.`school_year`,
            `t15`.`sasid`,
            `t15`.`last_status`,
            `t15`.`org_code`,
            `t15`.`in_june`,
            `t10`.`summer_graduate`,
            `t10`.`summer_of`
          FROM (
            SELECT
              `t13`.`school_year`,
              `t13`.`sasid`,
              `t13`.`last_status`,
              `t13`.`org_code`,
              COALESCE(`t13`.`first_diploma` <= `t13`.`school_year`, FALSE) AS `in_june`
            FROM (
              SELECT
                `t5`.`school_year`,
                `t5`.`sasid`,
                `t5`.`last_status`,
                `t5`.`org_code`,
                `t12`.`june_graduate`,
                `t12`.`first_diploma`
              FROM `cohort_last_records` AS `t5`
              LEFT OUTER JOIN (
                SELECT
                  `t8`.`sasid` AS `june_graduate`,
                  MIN(`t8`.`school_year`) AS `first_diploma`
                FROM (
                  SELECT
                    *
                  FROM `winning_end_of_years` AS `t3`
                  WHERE
                    `t3`.`DOE012` IN ('04')
                ) AS `t8`
                GROUP BY
                  1
              ) AS `t12`
                ON `t5`.`sasid` = `t12`.`june_graduate`
            ) AS `t13`
          ) AS `t15`
          LEFT OUTER JOIN (
            SELECT
              `t1`.`sasid` AS `summer_graduate`,
              CAST(`t1`.`school_year` - 1 AS SMALLINT) AS `summer_of`
            FROM `winning_octobers` AS `t1`
            WHERE
              `t1`.`DOE012` IN ('04')
          ) AS `t10`
            ON `t15`.`sasid` = `t10`.`summer_graduate`
            AND `t15`.`school_year` = `t10`.`summer_of`
        ) AS `t16`
      ) AS `t18`
      LEFT SEMI JOIN `cte_histories` AS `t4`
        ON `t18`.`sasid` = `t4`.`sasid`
      INNER JOIN (
        SELECT
          `t0`.`sasid` AS `history_sasid`,
          `t0`.`history`
        FROM `cte_histories` AS `t0`
      ) AS `t7`
        ON `t18`.`sasid` = `t7`.`history_sasid`
    ) AS `t19`
  ) AS `t20`
  WHERE
    COALESCE(NOT (
      `t20`.`cohort_outcome` IN ('removed')
    ), FALSE)
    AND COALESCE(
      (
        `t20`.`cte_octobers` & 7 & (
          (
            `t20`.`cte_octobers` & 7
          ) - 1
        )
      ) <> 0,
      FALSE
    )
    AND COALESCE(`t20`.`cohort_outcome` IS NOT NULL, TRUE)
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
      `t0`.`sasid`,
      `t0`.`record_year`
    FROM `cohort_students` AS `t0`
    WHERE
      `t0`.`named` IS NULL
  ) AS `t3`
  UNION
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t1`.`sasid`,
        `t1`.`record_year`
      FROM `leaving_students` AS `t1`
      WHERE
        `t1`.`named` IS NULL
    ) AS `t4`
    UNION
    SELECT
      *
    FROM (
      SELECT
        `t2`.`sasid`,
        `t2`.`record_year`
      FROM `october_students` AS `t2`
      WHERE
        `t2`.`named` IS NULL
    ) AS `t5`
  ) AS `t6`
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
), grade_10_results AS (
  SELECT
    `t6`.`sasid` AS `tested`,
    CASE
      WHEN `t6`.`ela` = 0
      THEN 'F'
      WHEN `t6`.`ela` = 1
      THEN 'W'
      WHEN `t6`.`ela` = 2
      THEN 'NM'
      WHEN `t6`.`ela` = 3
      THEN 'NI'
      WHEN `t6`.`ela` = 4
      THEN 'PM'
      WHEN `t6`.`ela` = 5
      THEN 'P'
      WHEN `t6`.`ela` = 6
      THEN 'M'
      WHEN `t6`.`ela` = 7
      THEN 'A'
      WHEN `t6`.`ela` = 8
      THEN 'E'
      ELSE NULL
    END AS `grade_10_ela_level`,
    CASE
      WHEN `t6`.`math` = 0
      THEN 'F'
      WHEN `t6`.`math` = 1
      THEN 'W'
      WHEN `t6`.`math` = 2
      THEN 'NM'
      WHEN `t6`.`math` = 3
      THEN 'NI'
      WHEN `t6`.`math` = 4
      THEN 'PM'
      WHEN `t6`.`math` = 5
      THEN 'P'
      WHEN `t6`.`math` = 6
      THEN 'M'
      WHEN `t6`.`math` = 7
      THEN 'A'
      WHEN `t6`.`math` = 8
      THEN 'E'
      ELSE NULL
    END AS `grade_10_math_level`
  FROM (
    SELECT
      `t5`.`sasid`,
      99 - (
        MIN(`t5`.`ela`) % 100
      ) AS `ela`,
      99 - (
        MIN(`t5`.`math`) % 100
      ) AS `math`
    FROM (
      SELECT
        `t4`.`sasid`,
        IF(
          `t4`.`eteststat` IN ('T', 'TR'),
          (
            (
              (
                CAST(`t4`.`administration_year` AS BIGINT) * 12
              ) + CAST(IF(`t4`.`administration_month` = 0, 5, `t4`.`administration_month`) AS BIGINT)
            ) * 100
          ) + (
            99 - CAST(CASE
              WHEN `t4`.`eperf2` = 'F'
              THEN 0
              WHEN `t4`.`eperf2` = 'W'
              THEN 1
              WHEN `t4`.`eperf2` = 'NM'
              THEN 2
              WHEN `t4`.`eperf2` = 'NI'
              THEN 3
              WHEN `t4`.`eperf2` = 'PM'
              THEN 4
              WHEN `t4`.`eperf2` = 'P'
              THEN 5
              WHEN `t4`.`eperf2` = 'M'
              THEN 6
              WHEN `t4`.`eperf2` = 'A'
              THEN 7
              WHEN `t4`.`eperf2` = 'E'
              THEN 8
              ELSE NULL
            END AS BIGINT)
          ),
          CAST(NULL AS BIGINT)
        ) AS `ela`,
        IF(
          `t4`.`mteststat` IN ('T', 'TR'),
          (
            (
              (
                CAST(`t4`.`administration_year` AS BIGINT) * 12
              ) + CAST(IF(`t4`.`administration_month` = 0, 5, `t4`.`administration_month`) AS BIGINT)
            ) * 100
          ) + (
            99 - CAST(CASE
              WHEN `t4`.`mperf2` = 'F'
              THEN 0
              WHEN `t4`.`mperf2` = 'W'
              THEN 1
              WHEN `t4`.`mperf2` = 'NM'
              THEN 2
              WHEN `t4`.`mperf2` = 'NI'
              THEN 3
              WHEN `t4`.`mperf2` = 'PM'
              THEN 4
              WHEN `t4`.`mperf2` = 'P'
              THEN 5
              WHEN `t4`.`mperf2` = 'M'
              THEN 6
              WHEN `t4`.`mperf2` = 'A'
              THEN 7
              WHEN `t4`.`mperf2` = 'E'
              THEN 8
              ELSE NULL
            END AS BIGINT)
          ),
          CAST(NULL AS BIGINT)
        ) AS `math`
      FROM (
        SELECT
          *
        FROM `mcas` AS `t0`
        WHERE
          `t0`.`grade` = '10'
      ) AS `t4`
      LEFT SEMI JOIN `leaving_students` AS `t2`
        ON `t4`.`sasid` = `t2`.`sasid`
    ) AS `t5`
    GROUP BY
      1
  ) AS `t6`
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
    `t22`.`competency_attainment`,
    `t22`.`cte_octobers`,
    `t22`.`program`,
    `t22`.`nontraditional_for`,
    `t22`.`program_known`,
    `t22`.`on_migrant_list`,
    `t6`.`grade_10_ela_level`,
    `t6`.`grade_10_math_level`,
    `t12`.`follow_up_status`
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
      `t20`.`competency_attainment`,
      `t20`.`cte_octobers`,
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
        `t19`.`competency_attainment`,
        `t19`.`cte_octobers`,
        `t19`.`program`,
        `t19`.`nontraditional_for`,
        `t19`.`program_known`,
        `t7`.`list_year`,
        `t7`.`listed`
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
          `t17`.`competency_attainment`,
          `t17`.`cte_octobers`,
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
            `t16`.`competency_attainment`,
            `t16`.`cte_octobers`,
            `t16`.`program`,
            `t13`.`program_code`,
            `t13`.`nontraditional_for`
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
              `t14`.`competency_attainment`,
              `t14`.`cte_octobers`,
              COALESCE(`t14`.`named`, `t14`.`found`) AS `program`
            FROM (
              SELECT
                `t8`.`school_year`,
                `t8`.`sasid`,
                `t8`.`DOE035`,
                `t8`.`DOE043`,
                `t8`.`DOE044`,
                `t8`.`record_year`,
                `t8`.`file`,
                `t8`.`row`,
                `t8`.`org_code`,
                `t8`.`named`,
                `t8`.`gender`,
                `t8`.`race_ethnicity`,
                `t8`.`low_income_status`,
                `t8`.`english_learner`,
                `t8`.`disability_placement`,
                `t8`.`plan_504`,
                `t8`.`cte_special_population`,
                `t8`.`leaving_status`,
                `t8`.`competency_attainment`,
                `t8`.`cte_octobers`,
                `t9`.`found_sasid`,
                `t9`.`found_year`,
                `t9`.`found`
              FROM `leaving_students` AS `t8`
              LEFT OUTER JOIN `found_programs` AS `t9`
                ON `t8`.`sasid` = `t9`.`found_sasid` AND `t8`.`record_year` = `t9`.`found_year`
            ) AS `t14`
          ) AS `t16`
          LEFT OUTER JOIN (
            SELECT
              `t3`.`code` AS `program_code`,
              `t3`.`nontraditional_for`
            FROM `programs` AS `t3`
          ) AS `t13`
            ON `t16`.`program` = `t13`.`program_code`
        ) AS `t17`
        WHERE
          COALESCE(
            (
              `t17`.`cte_octobers` & (
                SHIFTRIGHT(`t17`.`cte_octobers`, 1)
              )
            ) <> 0,
            FALSE
          )
          AND (
            COALESCE(
              `t17`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
              FALSE
            )
            OR COALESCE(
              `t17`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
              FALSE
            )
          )
      ) AS `t19`
      LEFT OUTER JOIN `migrants` AS `t7`
        ON `t19`.`school_year` = `t7`.`list_year` AND `t19`.`sasid` = `t7`.`listed`
    ) AS `t20`
  ) AS `t22`
  LEFT OUTER JOIN `grade_10_results` AS `t6`
    ON `t22`.`sasid` = `t6`.`tested`
  LEFT OUTER JOIN (
    SELECT
      `t1`.`school_year` AS `answer_year`,
      `t1`.`sasid` AS `answered`,
      `t1`.`follow_up_status`
    FROM `follow_up_answers` AS `t1`
  ) AS `t12`
    ON `t22`.`school_year` = `t12`.`answer_year` AND `t22`.`sasid` = `t12`.`answered`
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
        COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        OR COALESCE(
          `t1`.`leaving_status` IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
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
