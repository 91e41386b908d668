WITH winning_end_of_years AS (
  SELECT
    *
  FROM "end_of_year" AS "t0"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t3".*
      EXCLUDE ("place")
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t1"."school_year",
          "t1"."sasid",
          "t1"."DOE009",
          "t1"."DOE010",
          "t1"."DOE012",
          "t1"."DOE015",
          "t1"."DOE016",
          "t1"."DOE018",
          "t1"."DOE019",
          "t1"."DOE025",
          "t1"."DOE031",
          "t1"."DOE034",
          "t1"."DOE035",
          "t1"."DOE039",
          "t1"."DOE042",
          "t1"."DOE043",
          "t1"."DOE044",
          "t1"."file",
          "t1"."row",
          ROW_NUMBER() OVER (
            PARTITION BY "t1"."school_year", "t1"."sasid"
            ORDER BY CASE
              WHEN "t1"."DOE012" IN ('04')
              THEN 0
              WHEN "t1"."DOE012" IN ('10')
              THEN 1
              WHEN "t1"."DOE012" IN ('11')
              THEN 2
              WHEN "t1"."DOE012" IN ('09')
              THEN 3
              WHEN "t1"."DOE012" IN ('01')
              THEN 4
              WHEN "t1"."DOE012" IN ('05')
              THEN 5
              WHEN "t1"."DOE012" IN ('06')
              THEN 6
              WHEN "t1"."DOE012" IN ('30', '31', '32', '33', '34', '35', '36')
              THEN 7
              WHEN "t1"."DOE012" IN ('20', '21', '22', '23', '24')
              THEN 8
              WHEN "t1"."DOE012" IN ('40')
              THEN 9
              WHEN "t1"."DOE012" IN ('41')
              THEN 10
              ELSE 11
            END ASC, "t1"."DOE015" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1 AS "place"
        FROM "end_of_year_contested" AS "t1"
      ) AS "t2"
      WHERE
        "t2"."place" = 0
    ) AS "t3"
  ) AS "t4"
), winning_octobers AS (
  SELECT
    *
  FROM "october" AS "t0"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t3".*
      EXCLUDE ("place")
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t1"."school_year",
          "t1"."sasid",
          "t1"."DOE009",
          "t1"."DOE010",
          "t1"."DOE012",
          "t1"."DOE015",
          "t1"."DOE016",
          "t1"."DOE018",
          "t1"."DOE019",
          "t1"."DOE025",
          "t1"."DOE031",
          "t1"."DOE034",
          "t1"."DOE035",
          "t1"."DOE039",
          "t1"."DOE042",
          "t1"."DOE043",
          "t1"."DOE044",
          "t1"."file",
          "t1"."row",
          ROW_NUMBER() OVER (
            PARTITION BY "t1"."school_year", "t1"."sasid"
            ORDER BY CASE WHEN "t1"."DOE012" IN ('01') THEN 0 ELSE 1 END ASC, "t1"."DOE015" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1 AS "place"
        FROM "october_contested" AS "t1"
      ) AS "t2"
      WHERE
        "t2"."place" = 0
    ) AS "t3"
  ) AS "t4"
), cte_histories AS (
  SELECT
    "t2"."sasid",
    CAST("t2"."summed" AS BIGINT) AS "history"
  FROM (
    SELECT
      "t1"."sasid",
      CAST(SUM("t1"."bit") AS DECIMAL(38, 0)) AS "summed"
    FROM (
      SELECT
        "t0"."sasid",
        4611686018427387904 >> (
          CAST("t0"."school_year" AS BIGINT) - 1988
        ) AS "bit"
      FROM "winning_octobers" AS "t0"
      WHERE
        "t0"."DOE012" IN ('01') AND NOT (
          "t0"."DOE035" IN ('00', '01')
        )
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
), leaving_students AS (
  SELECT
    "t7".*
    EXCLUDE ("history", "history_sasid")
  FROM (
    SELECT
      "t6"."school_year",
      "t6"."sasid",
      "t6"."DOE035",
      "t6"."DOE043",
      "t6"."DOE044",
      "t6"."record_year",
      "t6"."file",
      "t6"."row",
      "t6"."org_code",
      "t6"."gender",
      "t6"."race_ethnicity",
      "t6"."low_income_status",
      "t6"."english_learner",
      "t6"."disability_placement",
      "t6"."plan_504",
      "t6"."cte_special_population",
      "t6"."leaving_status",
      "t6"."competency_attainment",
      "t6"."history_sasid",
      "t6"."history",
      COALESCE("t6"."history", 0) >> (
        2050 - CAST("t6"."school_year" AS BIGINT)
      ) AS "cte_octobers"
    FROM (
      SELECT
        "t5"."school_year",
        "t5"."sasid",
        "t5"."DOE035",
        "t5"."DOE043",
        "t5"."DOE044",
        "t5"."record_year",
        "t5"."file",
        "t5"."row",
        "t5"."org_code",
        "t5"."gender",
        "t5"."race_ethnicity",
        "t5"."low_income_status",
        "t5"."english_learner",
        "t5"."disability_placement",
        "t5"."plan_504",
        "t5"."cte_special_population",
        "t5"."leaving_status",
        "t5"."competency_attainment",
        "t4"."history_sasid",
        "t4"."history"
      FROM (
        SELECT
          "t0"."school_year",
          "t0"."sasid",
          "t0"."DOE035",
          "t0"."DOE043",
          "t0"."DOE044",
          "t0"."school_year" AS "record_year",
          "t0"."file",
          "t0"."row",
          "t0"."DOE015" AS "org_code",
          "t0"."DOE009" AS "gender",
          "t0"."DOE010" AS "race_ethnicity",
          "t0"."DOE019" AS "low_income_status",
          "t0"."DOE025" AS "english_learner",
          "t0"."DOE034" AS "disability_placement",
          "t0"."DOE039" AS "plan_504",
          "t0"."DOE042" AS "cte_special_population",
          "t0"."DOE012" AS "leaving_status",
          "t0"."DOE031" AS "competency_attainment"
        FROM "winning_end_of_years" AS "t0"
        WHERE
          "t0"."school_year" IN (2017)
      ) AS "t5"
      INNER JOIN (
        SELECT
          "t1"."sasid" AS "history_sasid",
          "t1"."history"
        FROM "cte_histories" AS "t1"
      ) AS "t4"
        ON "t5"."sasid" = "t4"."history_sasid"
    ) AS "t6"
  ) AS "t7"
), october_programs AS (
  SELECT
    *
  FROM (
    SELECT
      "t0"."sasid" AS "october_sasid",
      "t0"."school_year" AS "october_year",
      CASE
        WHEN "t0"."DOE035" IN ('02', '03', '04', '05') AND (
          "t0"."DOE043" <> '500'
        )
        THEN "t0"."DOE043"
        WHEN "t0"."DOE035" IN ('13', '14') AND (
          "t0"."DOE044" <> '500'
        )
        THEN "t0"."DOE044"
        ELSE NULL
      END AS "offered"
    FROM "winning_octobers" AS "t0"
  ) AS "t1"
  WHERE
    "t1"."offered" IS NOT NULL
), migrants AS (
  SELECT DISTINCT
    "t0"."school_year" AS "list_year",
    "t0"."sasid" AS "listed"
  FROM "migrant" AS "t0"
), grade_10_ela_results AS (
  SELECT
    "t2"."sasid",
    CASE
      WHEN "t2"."chosen" = 0
      THEN 'F'
      WHEN "t2"."chosen" = 1
      THEN 'W'
      WHEN "t2"."chosen" = 2
      THEN 'NM'
      WHEN "t2"."chosen" = 3
      THEN 'NI'
      WHEN "t2"."chosen" = 4
      THEN 'PM'
      WHEN "t2"."chosen" = 5
      THEN 'P'
      WHEN "t2"."chosen" = 6
      THEN 'M'
      WHEN "t2"."chosen" = 7
      THEN 'A'
      WHEN "t2"."chosen" = 8
      THEN 'E'
      ELSE NULL
    END AS "grade_10_ela_level"
  FROM (
    SELECT
      "t1"."sasid",
      99 - (
        MIN((
          "t1"."date" * 100
        ) + (
          99 - "t1"."rank"
        )) % 100
      ) AS "chosen"
    FROM (
      SELECT
        "t0"."sasid",
        (
          CAST("t0"."administration_year" AS BIGINT) * 12
        ) + CAST(CASE
          WHEN "t0"."administration_month" = 0
          THEN 5
          ELSE "t0"."administration_month"
        END AS BIGINT) AS "date",
        CAST(CASE
          WHEN "t0"."eperf2" = 'F'
          THEN 0
          WHEN "t0"."eperf2" = 'W'
          THEN 1
          WHEN "t0"."eperf2" = 'NM'
          THEN 2
          WHEN "t0"."eperf2" = 'NI'
          THEN 3
          WHEN "t0"."eperf2" = 'PM'
          THEN 4
          WHEN "t0"."eperf2" = 'P'
          THEN 5
          WHEN "t0"."eperf2" = 'M'
          THEN 6
          WHEN "t0"."eperf2" = 'A'
          THEN 7
          WHEN "t0"."eperf2" = 'E'
          THEN 8
          ELSE 0
        END AS BIGINT) AS "rank"
      FROM "mcas" AS "t0"
      WHERE
        "t0"."grade" = '10'
        AND "t0"."eteststat" IN ('T', 'TR')
        AND "t0"."eperf2" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E')
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
), grade_10_math_results AS (
  SELECT
    "t2"."sasid",
    CASE
      WHEN "t2"."chosen" = 0
      THEN 'F'
      WHEN "t2"."chosen" = 1
      THEN 'W'
      WHEN "t2"."chosen" = 2
      THEN 'NM'
      WHEN "t2"."chosen" = 3
      THEN 'NI'
      WHEN "t2"."chosen" = 4
      THEN 'PM'
      WHEN "t2"."chosen" = 5
      THEN 'P'
      WHEN "t2"."chosen" = 6
      THEN 'M'
      WHEN "t2"."chosen" = 7
      THEN 'A'
      WHEN "t2"."chosen" = 8
      THEN 'E'
      ELSE NULL
    END AS "grade_10_math_level"
  FROM (
    SELECT
      "t1"."sasid",
      99 - (
        MIN((
          "t1"."date" * 100
        ) + (
          99 - "t1"."rank"
        )) % 100
      ) AS "chosen"
    FROM (
      SELECT
        "t0"."sasid",
        (
          CAST("t0"."administration_year" AS BIGINT) * 12
        ) + CAST(CASE
          WHEN "t0"."administration_month" = 0
          THEN 5
          ELSE "t0"."administration_month"
        END AS BIGINT) AS "date",
        CAST(CASE
          WHEN "t0"."mperf2" = 'F'
          THEN 0
          WHEN "t0"."mperf2" = 'W'
          THEN 1
          WHEN "t0"."mperf2" = 'NM'
          THEN 2
          WHEN "t0"."mperf2" = 'NI'
          THEN 3
          WHEN "t0"."mperf2" = 'PM'
          THEN 4
          WHEN "t0"."mperf2" = 'P'
          THEN 5
          WHEN "t0"."mperf2" = 'M'
          THEN 6
          WHEN "t0"."mperf2" = 'A'
          THEN 7
          WHEN "t0"."mperf2" = 'E'
          THEN 8
          ELSE 0
        END AS BIGINT) AS "rank"
      FROM "mcas" AS "t0"
      WHERE
        "t0"."grade" = '10'
        AND "t0"."mteststat" IN ('T', 'TR')
        AND "t0"."mperf2" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E')
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
), follow_up_answers AS (
  SELECT
    "t1"."school_year",
    "t1"."sasid",
    CASE
      WHEN "t1"."best" = 0
      THEN 'postsecondary'
      WHEN "t1"."best" = 1
      THEN 'advanced_training'
      WHEN "t1"."best" = 2
      THEN 'apprenticeship'
      WHEN "t1"."best" = 3
      THEN 'military'
      WHEN "t1"."best" = 4
      THEN 'employed_related'
      WHEN "t1"."best" = 5
      THEN 'employed_unrelated'
      WHEN "t1"."best" = 6
      THEN 'not_placed'
      WHEN "t1"."best" = 7
      THEN 'unknown'
      ELSE NULL
    END AS "follow_up_status"
  FROM (
    SELECT
      "t0"."school_year",
      "t0"."sasid",
      MIN(
        CASE
          WHEN "t0"."status" IN ('postsecondary')
          THEN 0
          WHEN "t0"."status" IN ('advanced_training')
          THEN 1
          WHEN "t0"."status" IN ('apprenticeship')
          THEN 2
          WHEN "t0"."status" IN ('military')
          THEN 3
          WHEN "t0"."status" IN ('employed_related')
          THEN 4
          WHEN "t0"."status" IN ('employed_unrelated')
          THEN 5
          WHEN "t0"."status" IN ('not_placed')
          THEN 6
          WHEN "t0"."status" IN ('unknown')
          THEN 7
          ELSE 8
        END
      ) AS "best"
    FROM "follow_up" AS "t0"
    GROUP BY
      1,
      2
  ) AS "t1"
), end_of_year_facts AS (
  SELECT
    "t42".*
    EXCLUDE ("answer_year", "answered")
  FROM (
    SELECT
      "t41"."school_year",
      "t41"."sasid",
      "t41"."DOE035",
      "t41"."DOE043",
      "t41"."DOE044",
      "t41"."record_year",
      "t41"."file",
      "t41"."row",
      "t41"."org_code",
      "t41"."gender",
      "t41"."race_ethnicity",
      "t41"."low_income_status",
      "t41"."english_learner",
      "t41"."disability_placement",
      "t41"."plan_504",
      "t41"."cte_special_population",
      "t41"."leaving_status",
      "t41"."competency_attainment",
      "t41"."cte_octobers",
      "t41"."program",
      "t41"."nontraditional_for",
      "t41"."program_known",
      "t41"."on_migrant_list",
      "t41"."grade_10_ela_level",
      "t41"."grade_10_math_level",
      "t13"."answer_year",
      "t13"."answered",
      "t13"."follow_up_status"
    FROM (
      SELECT
        "t39".*
        EXCLUDE ("tested")
      FROM (
        SELECT
          "t38"."school_year",
          "t38"."sasid",
          "t38"."DOE035",
          "t38"."DOE043",
          "t38"."DOE044",
          "t38"."record_year",
          "t38"."file",
          "t38"."row",
          "t38"."org_code",
          "t38"."gender",
          "t38"."race_ethnicity",
          "t38"."low_income_status",
          "t38"."english_learner",
          "t38"."disability_placement",
          "t38"."plan_504",
          "t38"."cte_special_population",
          "t38"."leaving_status",
          "t38"."competency_attainment",
          "t38"."cte_octobers",
          "t38"."program",
          "t38"."nontraditional_for",
          "t38"."program_known",
          "t38"."on_migrant_list",
          "t38"."grade_10_ela_level",
          "t14"."tested",
          "t14"."grade_10_math_level"
        FROM (
          SELECT
            "t36".*
            EXCLUDE ("tested")
          FROM (
            SELECT
              "t35"."school_year",
              "t35"."sasid",
              "t35"."DOE035",
              "t35"."DOE043",
              "t35"."DOE044",
              "t35"."record_year",
              "t35"."file",
              "t35"."row",
              "t35"."org_code",
              "t35"."gender",
              "t35"."race_ethnicity",
              "t35"."low_income_status",
              "t35"."english_learner",
              "t35"."disability_placement",
              "t35"."plan_504",
              "t35"."cte_special_population",
              "t35"."leaving_status",
              "t35"."competency_attainment",
              "t35"."cte_octobers",
              "t35"."program",
              "t35"."nontraditional_for",
              "t35"."program_known",
              "t35"."on_migrant_list",
              "t15"."tested",
              "t15"."grade_10_ela_level"
            FROM (
              SELECT
                "t33".*
                EXCLUDE ("list_year", "listed")
              FROM (
                SELECT
                  "t32"."school_year",
                  "t32"."sasid",
                  "t32"."DOE035",
                  "t32"."DOE043",
                  "t32"."DOE044",
                  "t32"."record_year",
                  "t32"."file",
                  "t32"."row",
                  "t32"."org_code",
                  "t32"."gender",
                  "t32"."race_ethnicity",
                  "t32"."low_income_status",
                  "t32"."english_learner",
                  "t32"."disability_placement",
                  "t32"."plan_504",
                  "t32"."cte_special_population",
                  "t32"."leaving_status",
                  "t32"."competency_attainment",
                  "t32"."cte_octobers",
                  "t32"."program",
                  "t32"."nontraditional_for",
                  "t32"."program_known",
                  "t32"."list_year",
                  "t32"."listed",
                  "t32"."listed" IS NOT NULL AS "on_migrant_list"
                FROM (
                  SELECT
                    "t31"."school_year",
                    "t31"."sasid",
                    "t31"."DOE035",
                    "t31"."DOE043",
                    "t31"."DOE044",
                    "t31"."record_year",
                    "t31"."file",
                    "t31"."row",
                    "t31"."org_code",
                    "t31"."gender",
                    "t31"."race_ethnicity",
                    "t31"."low_income_status",
                    "t31"."english_learner",
                    "t31"."disability_placement",
                    "t31"."plan_504",
                    "t31"."cte_special_population",
                    "t31"."leaving_status",
                    "t31"."competency_attainment",
                    "t31"."cte_octobers",
                    "t31"."program",
                    "t31"."nontraditional_for",
                    "t31"."program_known",
                    "t7"."list_year",
                    "t7"."listed"
                  FROM (
                    SELECT
                      "t29".*
                      EXCLUDE ("named", "program_code")
                    FROM (
                      SELECT
                        "t28"."school_year",
                        "t28"."sasid",
                        "t28"."DOE035",
                        "t28"."DOE043",
                        "t28"."DOE044",
                        "t28"."record_year",
                        "t28"."file",
                        "t28"."row",
                        "t28"."org_code",
                        "t28"."gender",
                        "t28"."race_ethnicity",
                        "t28"."low_income_status",
                        "t28"."english_learner",
                        "t28"."disability_placement",
                        "t28"."plan_504",
                        "t28"."cte_special_population",
                        "t28"."leaving_status",
                        "t28"."competency_attainment",
                        "t28"."cte_octobers",
                        "t28"."named",
                        "t28"."program",
                        "t28"."program_code",
                        "t28"."nontraditional_for",
                        "t28"."program_code" IS NOT NULL AS "program_known"
                      FROM (
                        SELECT
                          "t27"."school_year",
                          "t27"."sasid",
                          "t27"."DOE035",
                          "t27"."DOE043",
                          "t27"."DOE044",
                          "t27"."record_year",
                          "t27"."file",
                          "t27"."row",
                          "t27"."org_code",
                          "t27"."gender",
                          "t27"."race_ethnicity",
                          "t27"."low_income_status",
                          "t27"."english_learner",
                          "t27"."disability_placement",
                          "t27"."plan_504",
                          "t27"."cte_special_population",
                          "t27"."leaving_status",
                          "t27"."competency_attainment",
                          "t27"."cte_octobers",
                          "t27"."named",
                          "t27"."program",
                          "t16"."program_code",
                          "t16"."nontraditional_for"
                        FROM (
                          SELECT
                            "t25".*
                            EXCLUDE ("found_sasid", "found", "found_year")
                          FROM (
                            SELECT
                              "t24"."school_year",
                              "t24"."sasid",
                              "t24"."DOE035",
                              "t24"."DOE043",
                              "t24"."DOE044",
                              "t24"."record_year",
                              "t24"."file",
                              "t24"."row",
                              "t24"."org_code",
                              "t24"."gender",
                              "t24"."race_ethnicity",
                              "t24"."low_income_status",
                              "t24"."english_learner",
                              "t24"."disability_placement",
                              "t24"."plan_504",
                              "t24"."cte_special_population",
                              "t24"."leaving_status",
                              "t24"."competency_attainment",
                              "t24"."cte_octobers",
                              "t24"."named",
                              "t24"."found_year",
                              "t24"."found_sasid",
                              "t24"."found",
                              COALESCE("t24"."named", "t24"."found") AS "program"
                            FROM (
                              SELECT
                                "t18"."school_year",
                                "t18"."sasid",
                                "t18"."DOE035",
                                "t18"."DOE043",
                                "t18"."DOE044",
                                "t18"."record_year",
                                "t18"."file",
                                "t18"."row",
                                "t18"."org_code",
                                "t18"."gender",
                                "t18"."race_ethnicity",
                                "t18"."low_income_status",
                                "t18"."english_learner",
                                "t18"."disability_placement",
                                "t18"."plan_504",
                                "t18"."cte_special_population",
                                "t18"."leaving_status",
                                "t18"."competency_attainment",
                                "t18"."cte_octobers",
                                "t18"."named",
                                "t23"."found_year",
                                "t23"."found_sasid",
                                "t23"."found"
                              FROM (
                                SELECT
                                  "t5"."school_year",
                                  "t5"."sasid",
                                  "t5"."DOE035",
                                  "t5"."DOE043",
                                  "t5"."DOE044",
                                  "t5"."record_year",
                                  "t5"."file",
                                  "t5"."row",
                                  "t5"."org_code",
                                  "t5"."gender",
                                  "t5"."race_ethnicity",
                                  "t5"."low_income_status",
                                  "t5"."english_learner",
                                  "t5"."disability_placement",
                                  "t5"."plan_504",
                                  "t5"."cte_special_population",
                                  "t5"."leaving_status",
                                  "t5"."competency_attainment",
                                  "t5"."cte_octobers",
                                  CASE
                                    WHEN "t5"."DOE035" IN ('02', '03', '04', '05') AND (
                                      "t5"."DOE043" <> '500'
                                    )
                                    THEN "t5"."DOE043"
                                    WHEN "t5"."DOE035" IN ('13', '14') AND (
                                      "t5"."DOE044" <> '500'
                                    )
                                    THEN "t5"."DOE044"
                                    ELSE NULL
                                  END AS "named"
                                FROM "leaving_students" AS "t5"
                              ) AS "t18"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t21"."school_year" AS "found_year",
                                  "t21"."sasid" AS "found_sasid",
                                  FIRST("t21"."offered" ORDER BY "t21"."october_year" DESC) AS "found"
                                FROM (
                                  SELECT
                                    "t20"."school_year",
                                    "t20"."sasid",
                                    "t20"."record_year",
                                    "t8"."october_sasid",
                                    "t8"."october_year",
                                    "t8"."offered"
                                  FROM (
                                    SELECT
                                      "t5"."school_year",
                                      "t5"."sasid",
                                      "t5"."record_year"
                                    FROM "leaving_students" AS "t5"
                                    WHERE
                                      CASE
                                        WHEN "t5"."DOE035" IN ('02', '03', '04', '05') AND (
                                          "t5"."DOE043" <> '500'
                                        )
                                        THEN "t5"."DOE043"
                                        WHEN "t5"."DOE035" IN ('13', '14') AND (
                                          "t5"."DOE044" <> '500'
                                        )
                                        THEN "t5"."DOE044"
                                        ELSE NULL
                                      END IS NULL
                                  ) AS "t20"
                                  INNER JOIN "october_programs" AS "t8"
                                    ON "t20"."sasid" = "t8"."october_sasid"
                                    AND "t8"."october_year" <= "t20"."record_year"
                                ) AS "t21"
                                GROUP BY
                                  1,
                                  2
                              ) AS "t23"
                                ON "t18"."school_year" = "t23"."found_year" AND "t18"."sasid" = "t23"."found_sasid"
                            ) AS "t24"
                          ) AS "t25"
                        ) AS "t27"
                        LEFT OUTER JOIN (
                          SELECT
                            "t4"."code" AS "program_code",
                            "t4"."nontraditional_for"
                          FROM "programs" AS "t4"
                        ) AS "t16"
                          ON "t27"."program" = "t16"."program_code"
                      ) AS "t28"
                    ) AS "t29"
                  ) AS "t31"
                  LEFT OUTER JOIN "migrants" AS "t7"
                    ON "t31"."school_year" = "t7"."list_year" AND "t31"."sasid" = "t7"."listed"
                ) AS "t32"
              ) AS "t33"
            ) AS "t35"
            LEFT OUTER JOIN (
              SELECT
                "t2"."sasid" AS "tested",
                "t2"."grade_10_ela_level"
              FROM "grade_10_ela_results" AS "t2"
            ) AS "t15"
              ON "t35"."sasid" = "t15"."tested"
          ) AS "t36"
        ) AS "t38"
        LEFT OUTER JOIN (
          SELECT
            "t1"."sasid" AS "tested",
            "t1"."grade_10_math_level"
          FROM "grade_10_math_results" AS "t1"
        ) AS "t14"
          ON "t38"."sasid" = "t14"."tested"
      ) AS "t39"
    ) AS "t41"
    LEFT OUTER JOIN (
      SELECT
        "t0"."school_year" AS "answer_year",
        "t0"."sasid" AS "answered",
        "t0"."follow_up_status"
      FROM "follow_up_answers" AS "t0"
    ) AS "t13"
      ON "t41"."school_year" = "t13"."answer_year" AND "t41"."sasid" = "t13"."answered"
  ) AS "t42"
), october_students AS (
  SELECT
    "t7".*
    EXCLUDE ("history", "history_sasid")
  FROM (
    SELECT
      "t6"."school_year",
      "t6"."sasid",
      "t6"."DOE035",
      "t6"."DOE043",
      "t6"."DOE044",
      "t6"."record_year",
      "t6"."file",
      "t6"."row",
      "t6"."org_code",
      "t6"."gender",
      "t6"."race_ethnicity",
      "t6"."low_income_status",
      "t6"."english_learner",
      "t6"."disability_placement",
      "t6"."plan_504",
      "t6"."cte_special_population",
      "t6"."october_status",
      "t6"."october_program_type",
      "t6"."history_sasid",
      "t6"."history",
      COALESCE("t6"."history", 0) >> (
        2050 - CAST("t6"."school_year" AS BIGINT)
      ) AS "cte_octobers"
    FROM (
      SELECT
        "t5"."school_year",
        "t5"."sasid",
        "t5"."DOE035",
        "t5"."DOE043",
        "t5"."DOE044",
        "t5"."record_year",
        "t5"."file",
        "t5"."row",
        "t5"."org_code",
        "t5"."gender",
        "t5"."race_ethnicity",
        "t5"."low_income_status",
        "t5"."english_learner",
        "t5"."disability_placement",
        "t5"."plan_504",
        "t5"."cte_special_population",
        "t5"."october_status",
        "t5"."october_program_type",
        "t4"."history_sasid",
        "t4"."history"
      FROM (
        SELECT
          "t0"."school_year",
          "t0"."sasid",
          "t0"."DOE035",
          "t0"."DOE043",
          "t0"."DOE044",
          "t0"."school_year" AS "record_year",
          "t0"."file",
          "t0"."row",
          "t0"."DOE015" AS "org_code",
          "t0"."DOE009" AS "gender",
          "t0"."DOE010" AS "race_ethnicity",
          "t0"."DOE019" AS "low_income_status",
          "t0"."DOE025" AS "english_learner",
          "t0"."DOE034" AS "disability_placement",
          "t0"."DOE039" AS "plan_504",
          "t0"."DOE042" AS "cte_special_population",
          "t0"."DOE012" AS "october_status",
          "t0"."DOE035" AS "october_program_type"
        FROM "winning_octobers" AS "t0"
        WHERE
          "t0"."school_year" IN (2017)
      ) AS "t5"
      INNER JOIN (
        SELECT
          "t1"."sasid" AS "history_sasid",
          "t1"."history"
        FROM "cte_histories" AS "t1"
      ) AS "t4"
        ON "t5"."sasid" = "t4"."history_sasid"
    ) AS "t6"
  ) AS "t7"
), october_facts AS (
  SELECT
    "t24".*
    EXCLUDE ("list_year", "listed")
  FROM (
    SELECT
      "t23"."school_year",
      "t23"."sasid",
      "t23"."DOE035",
      "t23"."DOE043",
      "t23"."DOE044",
      "t23"."record_year",
      "t23"."file",
      "t23"."row",
      "t23"."org_code",
      "t23"."gender",
      "t23"."race_ethnicity",
      "t23"."low_income_status",
      "t23"."english_learner",
      "t23"."disability_placement",
      "t23"."plan_504",
      "t23"."cte_special_population",
      "t23"."october_status",
      "t23"."october_program_type",
      "t23"."cte_octobers",
      "t23"."program",
      "t23"."nontraditional_for",
      "t23"."program_known",
      "t23"."list_year",
      "t23"."listed",
      "t23"."listed" IS NOT NULL AS "on_migrant_list"
    FROM (
      SELECT
        "t22"."school_year",
        "t22"."sasid",
        "t22"."DOE035",
        "t22"."DOE043",
        "t22"."DOE044",
        "t22"."record_year",
        "t22"."file",
        "t22"."row",
        "t22"."org_code",
        "t22"."gender",
        "t22"."race_ethnicity",
        "t22"."low_income_status",
        "t22"."english_learner",
        "t22"."disability_placement",
        "t22"."plan_504",
        "t22"."cte_special_population",
        "t22"."october_status",
        "t22"."october_program_type",
        "t22"."cte_octobers",
        "t22"."program",
        "t22"."nontraditional_for",
        "t22"."program_known",
        "t4"."list_year",
        "t4"."listed"
      FROM (
        SELECT
          "t20".*
          EXCLUDE ("named", "program_code")
        FROM (
          SELECT
            "t19"."school_year",
            "t19"."sasid",
            "t19"."DOE035",
            "t19"."DOE043",
            "t19"."DOE044",
            "t19"."record_year",
            "t19"."file",
            "t19"."row",
            "t19"."org_code",
            "t19"."gender",
            "t19"."race_ethnicity",
            "t19"."low_income_status",
            "t19"."english_learner",
            "t19"."disability_placement",
            "t19"."plan_504",
            "t19"."cte_special_population",
            "t19"."october_status",
            "t19"."october_program_type",
            "t19"."cte_octobers",
            "t19"."named",
            "t19"."program",
            "t19"."program_code",
            "t19"."nontraditional_for",
            "t19"."program_code" IS NOT NULL AS "program_known"
          FROM (
            SELECT
              "t18"."school_year",
              "t18"."sasid",
              "t18"."DOE035",
              "t18"."DOE043",
              "t18"."DOE044",
              "t18"."record_year",
              "t18"."file",
              "t18"."row",
              "t18"."org_code",
              "t18"."gender",
              "t18"."race_ethnicity",
              "t18"."low_income_status",
              "t18"."english_learner",
              "t18"."disability_placement",
              "t18"."plan_504",
              "t18"."cte_special_population",
              "t18"."october_status",
              "t18"."october_program_type",
              "t18"."cte_octobers",
              "t18"."named",
              "t18"."program",
              "t7"."program_code",
              "t7"."nontraditional_for"
            FROM (
              SELECT
                "t16".*
                EXCLUDE ("found_sasid", "found", "found_year")
              FROM (
                SELECT
                  "t15"."school_year",
                  "t15"."sasid",
                  "t15"."DOE035",
                  "t15"."DOE043",
                  "t15"."DOE044",
                  "t15"."record_year",
                  "t15"."file",
                  "t15"."row",
                  "t15"."org_code",
                  "t15"."gender",
                  "t15"."race_ethnicity",
                  "t15"."low_income_status",
                  "t15"."english_learner",
                  "t15"."disability_placement",
                  "t15"."plan_504",
                  "t15"."cte_special_population",
                  "t15"."october_status",
                  "t15"."october_program_type",
                  "t15"."cte_octobers",
                  "t15"."named",
                  "t15"."found_year",
                  "t15"."found_sasid",
                  "t15"."found",
                  COALESCE("t15"."named", "t15"."found") AS "program"
                FROM (
                  SELECT
                    "t9"."school_year",
                    "t9"."sasid",
                    "t9"."DOE035",
                    "t9"."DOE043",
                    "t9"."DOE044",
                    "t9"."record_year",
                    "t9"."file",
                    "t9"."row",
                    "t9"."org_code",
                    "t9"."gender",
                    "t9"."race_ethnicity",
                    "t9"."low_income_status",
                    "t9"."english_learner",
                    "t9"."disability_placement",
                    "t9"."plan_504",
                    "t9"."cte_special_population",
                    "t9"."october_status",
                    "t9"."october_program_type",
                    "t9"."cte_octobers",
                    "t9"."named",
                    "t14"."found_year",
                    "t14"."found_sasid",
                    "t14"."found"
                  FROM (
                    SELECT
                      "t2"."school_year",
                      "t2"."sasid",
                      "t2"."DOE035",
                      "t2"."DOE043",
                      "t2"."DOE044",
                      "t2"."record_year",
                      "t2"."file",
                      "t2"."row",
                      "t2"."org_code",
                      "t2"."gender",
                      "t2"."race_ethnicity",
                      "t2"."low_income_status",
                      "t2"."english_learner",
                      "t2"."disability_placement",
                      "t2"."plan_504",
                      "t2"."cte_special_population",
                      "t2"."october_status",
                      "t2"."october_program_type",
                      "t2"."cte_octobers",
                      CASE
                        WHEN "t2"."DOE035" IN ('02', '03', '04', '05') AND (
                          "t2"."DOE043" <> '500'
                        )
                        THEN "t2"."DOE043"
                        WHEN "t2"."DOE035" IN ('13', '14') AND (
                          "t2"."DOE044" <> '500'
                        )
                        THEN "t2"."DOE044"
                        ELSE NULL
                      END AS "named"
                    FROM "october_students" AS "t2"
                  ) AS "t9"
                  LEFT OUTER JOIN (
                    SELECT
                      "t12"."school_year" AS "found_year",
                      "t12"."sasid" AS "found_sasid",
                      FIRST("t12"."offered" ORDER BY "t12"."october_year" DESC) AS "found"
                    FROM (
                      SELECT
                        "t11"."school_year",
                        "t11"."sasid",
                        "t11"."record_year",
                        "t5"."october_sasid",
                        "t5"."october_year",
                        "t5"."offered"
                      FROM (
                        SELECT
                          "t2"."school_year",
                          "t2"."sasid",
                          "t2"."record_year"
                        FROM "october_students" AS "t2"
                        WHERE
                          CASE
                            WHEN "t2"."DOE035" IN ('02', '03', '04', '05') AND (
                              "t2"."DOE043" <> '500'
                            )
                            THEN "t2"."DOE043"
                            WHEN "t2"."DOE035" IN ('13', '14') AND (
                              "t2"."DOE044" <> '500'
                            )
                            THEN "t2"."DOE044"
                            ELSE NULL
                          END IS NULL
                      ) AS "t11"
                      INNER JOIN "october_programs" AS "t5"
                        ON "t11"."sasid" = "t5"."october_sasid"
                        AND "t5"."october_year" <= "t11"."record_year"
                    ) AS "t12"
                    GROUP BY
                      1,
                      2
                  ) AS "t14"
                    ON "t9"."school_year" = "t14"."found_year" AND "t9"."sasid" = "t14"."found_sasid"
                ) AS "t15"
              ) AS "t16"
            ) AS "t18"
            LEFT OUTER JOIN (
              SELECT
                "t1"."code" AS "program_code",
                "t1"."nontraditional_for"
              FROM "programs" AS "t1"
            ) AS "t7"
              ON "t18"."program" = "t7"."program_code"
          ) AS "t19"
        ) AS "t20"
      ) AS "t22"
      LEFT OUTER JOIN "migrants" AS "t4"
        ON "t22"."school_year" = "t4"."list_year" AND "t22"."sasid" = "t4"."listed"
    ) AS "t23"
  ) AS "t24"
), cohort_members AS (
  SELECT
    "t4"."school_year",
    "t4"."sasid",
    "t4"."org_code",
    "t4"."cohort_outcome",
    "t4"."cohort_source"
  FROM (
    SELECT
      "t0"."school_year",
      "t0"."sasid",
      "t0"."org_code",
      "t0"."outcome" AS "cohort_outcome",
      'file' AS "cohort_source"
    FROM "cohort" AS "t0"
    WHERE
      "t0"."school_year" IN (2017)
  ) AS "t4"
  SEMI JOIN "cte_histories" AS "t2"
    ON "t4"."sasid" = "t2"."sasid"
), cohort_records AS (
  SELECT
    "t12".*
    EXCLUDE ("at", "place", "record_sasid")
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t10"."member_year",
        "t10"."member",
        "t10"."record_sasid",
        "t10"."DOE009",
        "t10"."DOE010",
        "t10"."DOE019",
        "t10"."DOE025",
        "t10"."DOE034",
        "t10"."DOE039",
        "t10"."DOE042",
        "t10"."DOE035",
        "t10"."DOE043",
        "t10"."DOE044",
        "t10"."file",
        "t10"."row",
        "t10"."record_year",
        "t10"."at",
        ROW_NUMBER() OVER (
          PARTITION BY "t10"."member_year", "t10"."member"
          ORDER BY "t10"."at" DESC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "place"
      FROM (
        SELECT
          "t4"."member_year",
          "t4"."member",
          "t9"."record_sasid",
          "t9"."DOE009",
          "t9"."DOE010",
          "t9"."DOE019",
          "t9"."DOE025",
          "t9"."DOE034",
          "t9"."DOE039",
          "t9"."DOE042",
          "t9"."DOE035",
          "t9"."DOE043",
          "t9"."DOE044",
          "t9"."file",
          "t9"."row",
          "t9"."record_year",
          "t9"."at"
        FROM (
          SELECT
            "t0"."school_year" AS "member_year",
            "t0"."sasid" AS "member"
          FROM "cohort_members" AS "t0"
        ) AS "t4"
        INNER JOIN (
          SELECT
            "t7"."sasid" AS "record_sasid",
            "t7"."DOE009",
            "t7"."DOE010",
            "t7"."DOE019",
            "t7"."DOE025",
            "t7"."DOE034",
            "t7"."DOE039",
            "t7"."DOE042",
            "t7"."DOE035",
            "t7"."DOE043",
            "t7"."DOE044",
            "t7"."file",
            "t7"."row",
            "t7"."record_year",
            "t7"."at"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t1"."sasid",
                "t1"."DOE009",
                "t1"."DOE010",
                "t1"."DOE019",
                "t1"."DOE025",
                "t1"."DOE034",
                "t1"."DOE039",
                "t1"."DOE042",
                "t1"."DOE035",
                "t1"."DOE043",
                "t1"."DOE044",
                "t1"."file",
                "t1"."row",
                "t1"."school_year" AS "record_year",
                CAST("t1"."school_year" AS BIGINT) + 0 AS "at"
              FROM "winning_octobers" AS "t1"
            ) AS "t5"
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                "t2"."sasid",
                "t2"."DOE009",
                "t2"."DOE010",
                "t2"."DOE019",
                "t2"."DOE025",
                "t2"."DOE034",
                "t2"."DOE039",
                "t2"."DOE042",
                "t2"."DOE035",
                "t2"."DOE043",
                "t2"."DOE044",
                "t2"."file",
                "t2"."row",
                "t2"."school_year" AS "record_year",
                CAST("t2"."school_year" AS BIGINT) + 10000 AS "at"
              FROM "winning_end_of_years" AS "t2"
            ) AS "t6"
          ) AS "t7"
        ) AS "t9"
          ON "t4"."member" = "t9"."record_sasid" AND "t9"."record_year" <= "t4"."member_year"
      ) AS "t10"
    ) AS "t11"
    WHERE
      "t11"."place" = 0
  ) AS "t12"
), cohort_students AS (
  SELECT
    "t8".*
    EXCLUDE ("history", "history_sasid")
  FROM (
    SELECT
      "t7"."school_year",
      "t7"."sasid",
      "t7"."org_code",
      "t7"."cohort_outcome",
      "t7"."cohort_source",
      "t7"."DOE035",
      "t7"."DOE043",
      "t7"."DOE044",
      "t7"."record_year",
      "t7"."file",
      "t7"."row",
      "t7"."gender",
      "t7"."race_ethnicity",
      "t7"."low_income_status",
      "t7"."english_learner",
      "t7"."disability_placement",
      "t7"."plan_504",
      "t7"."cte_special_population",
      "t7"."history_sasid",
      "t7"."history",
      COALESCE("t7"."history", 0) >> (
        2050 - CAST("t7"."school_year" AS BIGINT)
      ) AS "cte_octobers"
    FROM (
      SELECT
        "t3"."school_year",
        "t3"."sasid",
        "t3"."org_code",
        "t3"."cohort_outcome",
        "t3"."cohort_source",
        "t4"."DOE035",
        "t4"."DOE043",
        "t4"."DOE044",
        "t4"."record_year",
        "t4"."file",
        "t4"."row",
        "t4"."DOE009" AS "gender",
        "t4"."DOE010" AS "race_ethnicity",
        "t4"."DOE019" AS "low_income_status",
        "t4"."DOE025" AS "english_learner",
        "t4"."DOE034" AS "disability_placement",
        "t4"."DOE039" AS "plan_504",
        "t4"."DOE042" AS "cte_special_population",
        "t6"."history_sasid",
        "t6"."history"
      FROM "cohort_members" AS "t3"
      LEFT OUTER JOIN "cohort_records" AS "t4"
        ON "t3"."school_year" = "t4"."member_year" AND "t3"."sasid" = "t4"."member"
      INNER JOIN (
        SELECT
          "t2"."sasid" AS "history_sasid",
          "t2"."history"
        FROM "cte_histories" AS "t2"
      ) AS "t6"
        ON "t3"."sasid" = "t6"."history_sasid"
    ) AS "t7"
  ) AS "t8"
), cohort_facts AS (
  SELECT
    "t24".*
    EXCLUDE ("list_year", "listed")
  FROM (
    SELECT
      "t23"."school_year",
      "t23"."sasid",
      "t23"."org_code",
      "t23"."cohort_outcome",
      "t23"."cohort_source",
      "t23"."DOE035",
      "t23"."DOE043",
      "t23"."DOE044",
      "t23"."record_year",
      "t23"."file",
      "t23"."row",
      "t23"."gender",
      "t23"."race_ethnicity",
      "t23"."low_income_status",
      "t23"."english_learner",
      "t23"."disability_placement",
      "t23"."plan_504",
      "t23"."cte_special_population",
      "t23"."cte_octobers",
      "t23"."program",
      "t23"."nontraditional_for",
      "t23"."program_known",
      "t23"."list_year",
      "t23"."listed",
      "t23"."listed" IS NOT NULL AS "on_migrant_list"
    FROM (
      SELECT
        "t22"."school_year",
        "t22"."sasid",
        "t22"."org_code",
        "t22"."cohort_outcome",
        "t22"."cohort_source",
        "t22"."DOE035",
        "t22"."DOE043",
        "t22"."DOE044",
        "t22"."record_year",
        "t22"."file",
        "t22"."row",
        "t22"."gender",
        "t22"."race_ethnicity",
        "t22"."low_income_status",
        "t22"."english_learner",
        "t22"."disability_placement",
        "t22"."plan_504",
        "t22"."cte_special_population",
        "t22"."cte_octobers",
        "t22"."program",
        "t22"."nontraditional_for",
        "t22"."program_known",
        "t4"."list_year",
        "t4"."listed"
      FROM (
        SELECT
          "t20".*
          EXCLUDE ("named", "program_code")
        FROM (
          SELECT
            "t19"."school_year",
            "t19"."sasid",
            "t19"."org_code",
            "t19"."cohort_outcome",
            "t19"."cohort_source",
            "t19"."DOE035",
            "t19"."DOE043",
            "t19"."DOE044",
            "t19"."record_year",
            "t19"."file",
            "t19"."row",
            "t19"."gender",
            "t19"."race_ethnicity",
            "t19"."low_income_status",
            "t19"."english_learner",
            "t19"."disability_placement",
            "t19"."plan_504",
            "t19"."cte_special_population",
            "t19"."cte_octobers",
            "t19"."named",
            "t19"."program",
            "t19"."program_code",
            "t19"."nontraditional_for",
            "t19"."program_code" IS NOT NULL AS "program_known"
          FROM (
            SELECT
              "t18"."school_year",
              "t18"."sasid",
              "t18"."org_code",
              "t18"."cohort_outcome",
              "t18"."cohort_source",
              "t18"."DOE035",
              "t18"."DOE043",
              "t18"."DOE044",
              "t18"."record_year",
              "t18"."file",
              "t18"."row",
              "t18"."gender",
              "t18"."race_ethnicity",
              "t18"."low_income_status",
              "t18"."english_learner",
              "t18"."disability_placement",
              "t18"."plan_504",
              "t18"."cte_special_population",
              "t18"."cte_octobers",
              "t18"."named",
              "t18"."program",
              "t7"."program_code",
              "t7"."nontraditional_for"
            FROM (
              SELECT
                "t16".*
                EXCLUDE ("found_sasid", "found", "found_year")
              FROM (
                SELECT
                  "t15"."school_year",
                  "t15"."sasid",
                  "t15"."org_code",
                  "t15"."cohort_outcome",
                  "t15"."cohort_source",
                  "t15"."DOE035",
                  "t15"."DOE043",
                  "t15"."DOE044",
                  "t15"."record_year",
                  "t15"."file",
                  "t15"."row",
                  "t15"."gender",
                  "t15"."race_ethnicity",
                  "t15"."low_income_status",
                  "t15"."english_learner",
                  "t15"."disability_placement",
                  "t15"."plan_504",
                  "t15"."cte_special_population",
                  "t15"."cte_octobers",
                  "t15"."named",
                  "t15"."found_year",
                  "t15"."found_sasid",
                  "t15"."found",
                  COALESCE("t15"."named", "t15"."found") AS "program"
                FROM (
                  SELECT
                    "t9"."school_year",
                    "t9"."sasid",
                    "t9"."org_code",
                    "t9"."cohort_outcome",
                    "t9"."cohort_source",
                    "t9"."DOE035",
                    "t9"."DOE043",
                    "t9"."DOE044",
                    "t9"."record_year",
                    "t9"."file",
                    "t9"."row",
                    "t9"."gender",
                    "t9"."race_ethnicity",
                    "t9"."low_income_status",
                    "t9"."english_learner",
                    "t9"."disability_placement",
                    "t9"."plan_504",
                    "t9"."cte_special_population",
                    "t9"."cte_octobers",
                    "t9"."named",
                    "t14"."found_year",
                    "t14"."found_sasid",
                    "t14"."found"
                  FROM (
                    SELECT
                      "t2"."school_year",
                      "t2"."sasid",
                      "t2"."org_code",
                      "t2"."cohort_outcome",
                      "t2"."cohort_source",
                      "t2"."DOE035",
                      "t2"."DOE043",
                      "t2"."DOE044",
                      "t2"."record_year",
                      "t2"."file",
                      "t2"."row",
                      "t2"."gender",
                      "t2"."race_ethnicity",
                      "t2"."low_income_status",
                      "t2"."english_learner",
                      "t2"."disability_placement",
                      "t2"."plan_504",
                      "t2"."cte_special_population",
                      "t2"."cte_octobers",
                      CASE
                        WHEN "t2"."DOE035" IN ('02', '03', '04', '05') AND (
                          "t2"."DOE043" <> '500'
                        )
                        THEN "t2"."DOE043"
                        WHEN "t2"."DOE035" IN ('13', '14') AND (
                          "t2"."DOE044" <> '500'
                        )
                        THEN "t2"."DOE044"
                        ELSE NULL
                      END AS "named"
                    FROM "cohort_students" AS "t2"
                  ) AS "t9"
                  LEFT OUTER JOIN (
                    SELECT
                      "t12"."school_year" AS "found_year",
                      "t12"."sasid" AS "found_sasid",
                      FIRST("t12"."offered" ORDER BY "t12"."october_year" DESC) AS "found"
                    FROM (
                      SELECT
                        "t11"."school_year",
                        "t11"."sasid",
                        "t11"."record_year",
                        "t5"."october_sasid",
                        "t5"."october_year",
                        "t5"."offered"
                      FROM (
                        SELECT
                          "t2"."school_year",
                          "t2"."sasid",
                          "t2"."record_year"
                        FROM "cohort_students" AS "t2"
                        WHERE
                          CASE
                            WHEN "t2"."DOE035" IN ('02', '03', '04', '05') AND (
                              "t2"."DOE043" <> '500'
                            )
                            THEN "t2"."DOE043"
                            WHEN "t2"."DOE035" IN ('13', '14') AND (
                              "t2"."DOE044" <> '500'
                            )
                            THEN "t2"."DOE044"
                            ELSE NULL
                          END IS NULL
                      ) AS "t11"
                      INNER JOIN "october_programs" AS "t5"
                        ON "t11"."sasid" = "t5"."october_sasid"
                        AND "t5"."october_year" <= "t11"."record_year"
                    ) AS "t12"
                    GROUP BY
                      1,
                      2
                  ) AS "t14"
                    ON "t9"."school_year" = "t14"."found_year" AND "t9"."sasid" = "t14"."found_sasid"
                ) AS "t15"
              ) AS "t16"
            ) AS "t18"
            LEFT OUTER JOIN (
              SELECT
                "t1"."code" AS "program_code",
                "t1"."nontraditional_for"
              FROM "programs" AS "t1"
            ) AS "t7"
              ON "t18"."program" = "t7"."program_code"
          ) AS "t19"
        ) AS "t20"
      ) AS "t22"
      LEFT OUTER JOIN "migrants" AS "t4"
        ON "t22"."school_year" = "t4"."list_year" AND "t22"."sasid" = "t4"."listed"
    ) AS "t23"
  ) AS "t24"
)
SELECT
  *
FROM (
  SELECT
    "t0"."school_year",
    "t0"."sasid",
    'cohort' AS "record",
    "t0"."org_code",
    "t0"."program",
    CAST(CAST(CASE WHEN COALESCE("t0"."sasid" IS NOT NULL, TRUE) THEN 1 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t0"."gender" = 'M', FALSE) THEN 2 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t0"."gender" = 'F', FALSE) THEN 4 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t0"."race_ethnicity" IN ('04'), FALSE) THEN 8 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t0"."race_ethnicity" IN ('03'), FALSE) THEN 16 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t0"."race_ethnicity" IN ('02'), FALSE) THEN 32 ELSE 0 END AS INT) + CAST(CASE
      WHEN COALESCE(
        "t0"."race_ethnicity" IN (
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
      )
      THEN 64
      ELSE 0
    END AS INT) + CAST(CASE WHEN COALESCE("t0"."race_ethnicity" IN ('05'), FALSE) THEN 128 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t0"."race_ethnicity" IN ('01'), FALSE) THEN 256 ELSE 0 END AS INT) + CAST(CASE
      WHEN COALESCE(
        "t0"."race_ethnicity" IN (
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
      )
      THEN 512
      ELSE 0
    END AS INT) + CAST(CASE
      WHEN COALESCE(NOT (
        "t0"."disability_placement" IN ('00')
      ), FALSE)
      THEN 1024
      ELSE 0
    END AS INT) + CAST(CASE
      WHEN COALESCE("t0"."low_income_status" IN ('01', '02'), FALSE)
      THEN 2048
      ELSE 0
    END AS INT) + CAST(CASE
      WHEN COALESCE("t0"."cte_special_population" IN ('02', '03'), FALSE)
      THEN 4096
      ELSE 0
    END AS INT) + CAST(CASE
      WHEN COALESCE("t0"."cte_special_population" IN ('01', '03'), FALSE)
      THEN 8192
      ELSE 0
    END AS INT) + CAST(CASE WHEN COALESCE("t0"."english_learner" IN ('01'), FALSE) THEN 16384 ELSE 0 END AS INT) + CASE WHEN COALESCE("t0"."on_migrant_list", FALSE) THEN 32768 ELSE 0 END + CASE
      WHEN COALESCE("t0"."nontraditional_for" = "t0"."gender", FALSE)
      THEN 65536
      ELSE 0
    END AS INT) AS "populations",
    CAST(CASE
      WHEN COALESCE(NOT (
        "t0"."cohort_outcome" IN ('removed')
      ), FALSE)
      AND COALESCE(
        (
          "t0"."cte_octobers" & 7 & (
            (
              "t0"."cte_octobers" & 7
            ) - 1
          )
        ) <> 0,
        FALSE
      )
      AND COALESCE("t0"."cohort_outcome" IS NOT NULL, TRUE)
      THEN 16
      ELSE 0
    END AS INT) AS "denominators",
    CAST(CASE
      WHEN COALESCE(NOT (
        "t0"."cohort_outcome" IN ('removed')
      ), FALSE)
      AND COALESCE(
        (
          "t0"."cte_octobers" & 7 & (
            (
              "t0"."cte_octobers" & 7
            ) - 1
          )
        ) <> 0,
        FALSE
      )
      AND COALESCE("t0"."cohort_outcome" IS NOT NULL, TRUE)
      AND COALESCE("t0"."cohort_outcome" IN ('graduated'), FALSE)
      THEN 16
      ELSE 0
    END AS INT) AS "numerators",
    CAST(CASE
      WHEN COALESCE(NOT (
        "t0"."cohort_outcome" IN ('removed')
      ), FALSE)
      AND COALESCE(
        (
          "t0"."cte_octobers" & 7 & (
            (
              "t0"."cte_octobers" & 7
            ) - 1
          )
        ) <> 0,
        FALSE
      )
      AND COALESCE("t0"."cohort_outcome" IS NOT NULL, TRUE)
      AND (
        COALESCE("t0"."cohort_outcome" IN ('graduated'), TRUE)
        AND NOT (
          COALESCE("t0"."cohort_outcome" IN ('graduated'), FALSE)
        )
      )
      THEN 16
      ELSE 0
    END AS INT) AS "unknowns"
  FROM "cohort_facts" AS "t0"
  WHERE
    COALESCE(NOT (
      "t0"."cohort_outcome" IN ('removed')
    ), FALSE)
    AND COALESCE(
      (
        "t0"."cte_octobers" & 7 & (
          (
            "t0"."cte_octobers" & 7
          ) - 1
        )
      ) <> 0,
      FALSE
    )
    AND COALESCE("t0"."cohort_outcome" IS NOT NULL, TRUE)
) AS "t3"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."school_year",
      "t1"."sasid",
      'end_of_year' AS "record",
      "t1"."org_code",
      "t1"."program",
      CAST(CAST(CASE WHEN COALESCE("t1"."sasid" IS NOT NULL, TRUE) THEN 1 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t1"."gender" = 'M', FALSE) THEN 2 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t1"."gender" = 'F', FALSE) THEN 4 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t1"."race_ethnicity" IN ('04'), FALSE) THEN 8 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t1"."race_ethnicity" IN ('03'), FALSE) THEN 16 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t1"."race_ethnicity" IN ('02'), FALSE) THEN 32 ELSE 0 END AS INT) + CAST(CASE
        WHEN COALESCE(
          "t1"."race_ethnicity" IN (
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
        )
        THEN 64
        ELSE 0
      END AS INT) + CAST(CASE WHEN COALESCE("t1"."race_ethnicity" IN ('05'), FALSE) THEN 128 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t1"."race_ethnicity" IN ('01'), FALSE) THEN 256 ELSE 0 END AS INT) + CAST(CASE
        WHEN COALESCE(
          "t1"."race_ethnicity" IN (
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
        )
        THEN 512
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE(NOT (
          "t1"."disability_placement" IN ('00')
        ), FALSE)
        THEN 1024
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE("t1"."low_income_status" IN ('01', '02'), FALSE)
        THEN 2048
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE("t1"."cte_special_population" IN ('02', '03'), FALSE)
        THEN 4096
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE("t1"."cte_special_population" IN ('01', '03'), FALSE)
        THEN 8192
        ELSE 0
      END AS INT) + CAST(CASE WHEN COALESCE("t1"."english_learner" IN ('01'), FALSE) THEN 16384 ELSE 0 END AS INT) + CASE WHEN COALESCE("t1"."on_migrant_list", FALSE) THEN 32768 ELSE 0 END + CASE
        WHEN COALESCE("t1"."nontraditional_for" = "t1"."gender", FALSE)
        THEN 65536
        ELSE 0
      END AS INT) AS "populations",
      CAST(CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          "t1"."grade_10_ela_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        THEN 1
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          "t1"."grade_10_math_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        THEN 2
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        THEN 4
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        THEN 8
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE("t1"."leaving_status" IS NOT NULL, FALSE)
        THEN 32
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE("t1"."leaving_status" IN ('04'), FALSE)
        AND COALESCE("t1"."nontraditional_for" IN ('F', 'M'), FALSE)
        THEN 128
        ELSE 0
      END AS INT) AS INT) AS "denominators",
      CAST(CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          "t1"."grade_10_ela_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND COALESCE("t1"."grade_10_ela_level" IN ('P', 'A', 'M', 'E'), FALSE)
        THEN 1
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          "t1"."grade_10_math_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND COALESCE("t1"."grade_10_math_level" IN ('P', 'A', 'M', 'E'), FALSE)
        THEN 2
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          "t1"."competency_attainment" IN (
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
        THEN 4
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE("t1"."leaving_status" IN ('04'), FALSE)
        THEN 8
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE("t1"."leaving_status" IS NOT NULL, FALSE)
        AND COALESCE(
          "t1"."follow_up_status" IN (
            'postsecondary',
            'advanced_training',
            'apprenticeship',
            'military',
            'employed_related',
            'employed_unrelated'
          ),
          FALSE
        )
        THEN 32
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE("t1"."leaving_status" IN ('04'), FALSE)
        AND COALESCE("t1"."nontraditional_for" IN ('F', 'M'), FALSE)
        AND COALESCE("t1"."nontraditional_for" = "t1"."gender", FALSE)
        THEN 128
        ELSE 0
      END AS INT) AS INT) AS "numerators",
      CAST(CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          "t1"."grade_10_ela_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND (
          COALESCE("t1"."grade_10_ela_level" IN ('P', 'A', 'M', 'E'), TRUE)
          AND NOT (
            COALESCE("t1"."grade_10_ela_level" IN ('P', 'A', 'M', 'E'), FALSE)
          )
        )
        THEN 1
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE(
          "t1"."grade_10_math_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
          FALSE
        )
        AND (
          COALESCE("t1"."grade_10_math_level" IN ('P', 'A', 'M', 'E'), TRUE)
          AND NOT (
            COALESCE("t1"."grade_10_math_level" IN ('P', 'A', 'M', 'E'), FALSE)
          )
        )
        THEN 2
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND (
          COALESCE(
            "t1"."competency_attainment" IN (
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
              "t1"."competency_attainment" IN (
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
        )
        THEN 4
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND (
          COALESCE("t1"."leaving_status" IN ('04'), TRUE)
          AND NOT (
            COALESCE("t1"."leaving_status" IN ('04'), FALSE)
          )
        )
        THEN 8
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE("t1"."leaving_status" IS NOT NULL, FALSE)
        AND (
          COALESCE(
            "t1"."follow_up_status" IN (
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
              "t1"."follow_up_status" IN (
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
        )
        THEN 32
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE((
          "t1"."cte_octobers" & (
            "t1"."cte_octobers" >> 1
          )
        ) <> 0, FALSE)
        AND COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        AND COALESCE("t1"."leaving_status" IN ('04'), FALSE)
        AND COALESCE("t1"."nontraditional_for" IN ('F', 'M'), FALSE)
        AND (
          COALESCE("t1"."nontraditional_for" = "t1"."gender", TRUE)
          AND NOT (
            COALESCE("t1"."nontraditional_for" = "t1"."gender", FALSE)
          )
        )
        THEN 128
        ELSE 0
      END AS INT) AS INT) AS "unknowns"
    FROM "end_of_year_facts" AS "t1"
    WHERE
      COALESCE((
        "t1"."cte_octobers" & (
          "t1"."cte_octobers" >> 1
        )
      ) <> 0, FALSE)
      AND (
        (
          COALESCE(
            "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE(
            "t1"."grade_10_ela_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
            FALSE
          )
        )
        OR (
          COALESCE(
            "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE(
            "t1"."grade_10_math_level" IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E'),
            FALSE
          )
        )
        OR COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        OR COALESCE(
          "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
          FALSE
        )
        OR (
          COALESCE(
            "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE("t1"."leaving_status" IS NOT NULL, FALSE)
        )
        OR (
          COALESCE(
            "t1"."leaving_status" IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36'),
            FALSE
          )
          AND COALESCE("t1"."leaving_status" IN ('04'), FALSE)
          AND COALESCE("t1"."nontraditional_for" IN ('F', 'M'), FALSE)
        )
      )
  ) AS "t4"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t2"."school_year",
      "t2"."sasid",
      'october' AS "record",
      "t2"."org_code",
      "t2"."program",
      CAST(CAST(CASE WHEN COALESCE("t2"."sasid" IS NOT NULL, TRUE) THEN 1 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t2"."gender" = 'M', FALSE) THEN 2 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t2"."gender" = 'F', FALSE) THEN 4 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t2"."race_ethnicity" IN ('04'), FALSE) THEN 8 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t2"."race_ethnicity" IN ('03'), FALSE) THEN 16 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t2"."race_ethnicity" IN ('02'), FALSE) THEN 32 ELSE 0 END AS INT) + CAST(CASE
        WHEN COALESCE(
          "t2"."race_ethnicity" IN (
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
        )
        THEN 64
        ELSE 0
      END AS INT) + CAST(CASE WHEN COALESCE("t2"."race_ethnicity" IN ('05'), FALSE) THEN 128 ELSE 0 END AS INT) + CAST(CASE WHEN COALESCE("t2"."race_ethnicity" IN ('01'), FALSE) THEN 256 ELSE 0 END AS INT) + CAST(CASE
        WHEN COALESCE(
          "t2"."race_ethnicity" IN (
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
        )
        THEN 512
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE(NOT (
          "t2"."disability_placement" IN ('00')
        ), FALSE)
        THEN 1024
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE("t2"."low_income_status" IN ('01', '02'), FALSE)
        THEN 2048
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE("t2"."cte_special_population" IN ('02', '03'), FALSE)
        THEN 4096
        ELSE 0
      END AS INT) + CAST(CASE
        WHEN COALESCE("t2"."cte_special_population" IN ('01', '03'), FALSE)
        THEN 8192
        ELSE 0
      END AS INT) + CAST(CASE WHEN COALESCE("t2"."english_learner" IN ('01'), FALSE) THEN 16384 ELSE 0 END AS INT) + CASE WHEN COALESCE("t2"."on_migrant_list", FALSE) THEN 32768 ELSE 0 END + CASE
        WHEN COALESCE("t2"."nontraditional_for" = "t2"."gender", FALSE)
        THEN 65536
        ELSE 0
      END AS INT) AS "populations",
      CAST(CASE
        WHEN COALESCE(
          "t2"."october_status" IN ('01')
          AND NOT (
            "t2"."october_program_type" IN ('00', '01')
          ),
          FALSE
        )
        AND COALESCE("t2"."nontraditional_for" IN ('F', 'M'), FALSE)
        THEN 64
        ELSE 0
      END AS INT) AS "denominators",
      CAST(CASE
        WHEN COALESCE(
          "t2"."october_status" IN ('01')
          AND NOT (
            "t2"."october_program_type" IN ('00', '01')
          ),
          FALSE
        )
        AND COALESCE("t2"."nontraditional_for" IN ('F', 'M'), FALSE)
        AND COALESCE("t2"."nontraditional_for" = "t2"."gender", FALSE)
        THEN 64
        ELSE 0
      END AS INT) AS "numerators",
      CAST(CASE
        WHEN COALESCE(
          "t2"."october_status" IN ('01')
          AND NOT (
            "t2"."october_program_type" IN ('00', '01')
          ),
          FALSE
        )
        AND COALESCE("t2"."nontraditional_for" IN ('F', 'M'), FALSE)
        AND (
          COALESCE("t2"."nontraditional_for" = "t2"."gender", TRUE)
          AND NOT (
            COALESCE("t2"."nontraditional_for" = "t2"."gender", FALSE)
          )
        )
        THEN 64
        ELSE 0
      END AS INT) AS "unknowns"
    FROM "october_facts" AS "t2"
    WHERE
      COALESCE(
        "t2"."october_status" IN ('01')
        AND NOT (
          "t2"."october_program_type" IN ('00', '01')
        ),
        FALSE
      )
      AND COALESCE("t2"."nontraditional_for" IN ('F', 'M'), FALSE)
  ) AS "t5"
) AS "t6"
