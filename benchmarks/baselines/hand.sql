-- results.csv in DuckDB's own SQL, by hand: the default readings of the ruleset, every value written where it is used.
-- {years} is a list of school years (2016-17 is 2017), {last} its end, {filed} and {derived} those with and without a
-- cohort file, {no_followup} those without follow-up, {no_mcas} true when no MCAS file was sent.
-- Views october, october_contested, … over the sealed Parquet are there already (hand_sql.py).

-- R02: one record per student and collection; only rows that several districts sent are ranked.
CREATE TEMP VIEW octobers AS
SELECT * FROM october
UNION ALL
SELECT * FROM october_contested
QUALIFY row_number() OVER (PARTITION BY school_year, sasid ORDER BY DOE012 <> '01', DOE015) = 1;

CREATE TEMP MACRO later_claim(code) AS CASE
  WHEN code = '04' THEN 0 WHEN code = '10' THEN 1 WHEN code = '11' THEN 2 WHEN code = '09' THEN 3
  WHEN code = '01' THEN 4 WHEN code = '05' THEN 5 WHEN code = '06' THEN 6
  WHEN code BETWEEN '30' AND '36' THEN 7 WHEN code BETWEEN '20' AND '24' THEN 8
  WHEN code = '40' THEN 9 WHEN code = '41' THEN 10 ELSE 11 END;

CREATE TEMP VIEW marches AS
SELECT * FROM march
UNION ALL
SELECT * FROM march_contested
QUALIFY row_number() OVER (PARTITION BY school_year, sasid ORDER BY later_claim(DOE012), DOE015) = 1;

CREATE TEMP VIEW junes AS
SELECT * FROM end_of_year
UNION ALL
SELECT * FROM end_of_year_contested
QUALIFY row_number() OVER (PARTITION BY school_year, sasid ORDER BY later_claim(DOE012), DOE015) = 1;

-- R11: the program a record names.
CREATE TEMP MACRO named_program(kind, chapter74, other) AS CASE
  WHEN kind IN ('02', '03', '04', '05') AND chapter74 <> '500' THEN chapter74
  WHEN kind IN ('13', '14') AND other <> '500' THEN other END;

-- R01: a student's Octobers in CTE as one bit mask; bit 0 is the school year 2000.
CREATE TEMP TABLE histories AS
SELECT sasid, sum(1::BIGINT << (school_year - 2000))::BIGINT AS mask
FROM octobers
WHERE school_year <= {last} AND DOE012 = '01' AND DOE035 NOT IN ('00', '01')
GROUP BY sasid;

-- R03: two Octobers in a row, none later than the reporting year's own.
CREATE TEMP MACRO seen(mask, year) AS mask & ((2::BIGINT << (year - 2000)) - 1);
CREATE TEMP MACRO is_concentrator(mask, year) AS (seen(mask, year) & (seen(mask, year) >> 1)) <> 0;

-- R05: concentrators who left, with the record that says so.
CREATE TEMP TABLE leavers AS
SELECT
  e.school_year, e.school_year AS record_year, e.sasid, e.DOE015 AS org_code, DOE009, DOE010, DOE019, DOE025, DOE034,
  DOE042, DOE012 AS status, DOE031 AS credential, named_program(DOE035, DOE043, DOE044) AS named
FROM junes e JOIN histories h ON e.sasid = h.sasid
WHERE e.school_year IN ({years})
  AND DOE012 IN ('04', '09', '10', '30', '31', '32', '33', '34', '35', '36')
  AND is_concentrator(mask, e.school_year);

-- R30: participants of the year's own October.
CREATE TEMP TABLE participants AS
SELECT
  school_year, school_year AS record_year, sasid, DOE015 AS org_code, DOE009, DOE010, DOE019, DOE025, DOE034, DOE042,
  named_program(DOE035, DOE043, DOE044) AS named
FROM octobers
WHERE school_year IN ({years}) AND DOE012 = '01' AND DOE035 NOT IN ('00', '01');

-- R04, R26: cohort members who are concentrators, from the cohort file …
CREATE TEMP MACRO is_cohort_concentrator(mask, year) AS bit_count((mask >> (year - 2002)) & 7) >= 2;

CREATE TEMP TABLE filed_members AS
SELECT c.school_year, c.sasid, c.org_code, c.outcome = 'graduated' AS graduated
FROM cohort c JOIN histories h ON c.sasid = h.sasid
WHERE c.school_year IN ({filed}) AND outcome <> 'removed' AND is_cohort_concentrator(mask, c.school_year);

-- … and derived where there is none (R27): the first October in high school fixes the year for good.
CREATE TEMP TABLE entries AS
SELECT f.sasid, year AS school_year
FROM (
  SELECT sasid, (min(school_year) + 12 - arg_min(DOE016, school_year)::INTEGER)::SMALLINT AS year
  FROM octobers
  WHERE {any_derived} AND DOE016 IN ('09', '10', '11', '12') AND sasid IN (FROM histories SELECT sasid)
  GROUP BY sasid
) f JOIN histories h ON f.sasid = h.sasid
WHERE year IN ({derived}) AND is_cohort_concentrator(mask, year);

CREATE TEMP TABLE derived_members AS
WITH records AS (
  SELECT school_year, sasid, school_year * 3 AS moment, DOE012, DOE015 FROM octobers
  UNION ALL SELECT school_year, sasid, school_year * 3 + 1, DOE012, DOE015 FROM marches
  UNION ALL SELECT school_year, sasid, school_year * 3 + 2, DOE012, DOE015 FROM junes
), last_records AS (
  SELECT
    m.school_year, m.sasid,
    arg_max(r.DOE012, r.moment) FILTER (r.school_year <= m.school_year) AS status,
    arg_max(r.DOE015, r.moment) FILTER (r.school_year <= m.school_year) AS org_code,
    -- an End of Year diploma up to the cohort year, or the summer's, reported in the next October
    bool_or(r.DOE012 = '04' AND (
      (r.moment % 3 = 2 AND r.school_year <= m.school_year) OR (r.moment % 3 = 0 AND r.school_year = m.school_year + 1)
    )) AS graduated
  FROM records r JOIN entries m ON r.sasid = m.sasid
  GROUP BY ALL
)
SELECT school_year, sasid, org_code, graduated FROM last_records
WHERE status NOT IN ('06', '20', '21', '22', '23', '24');

-- R07: a member's attributes are those of the latest End of Year record up to the cohort year, else the latest October.
-- Nearly everyone has a record of the cohort year's own June; only the others' past is searched.
CREATE TEMP TABLE in_june AS
SELECT
  m.school_year, j.school_year AS record_year, m.sasid, m.org_code, DOE009, DOE010, DOE019, DOE025, DOE034, DOE042,
  named_program(DOE035, DOE043, DOE044) AS named, graduated
FROM (FROM filed_members UNION ALL FROM derived_members) m
LEFT JOIN (FROM junes WHERE school_year IN ({years})) j ON j.sasid = m.sasid AND j.school_year = m.school_year;

CREATE TEMP TABLE members AS
WITH others AS (SELECT * FROM in_june WHERE record_year IS NULL), records AS (
  SELECT school_year, sasid, school_year AS moment, DOE009, DOE010, DOE019, DOE025, DOE034, DOE042, DOE035, DOE043, DOE044
  FROM octobers
  UNION ALL
  SELECT school_year, sasid, school_year + 10000, DOE009, DOE010, DOE019, DOE025, DOE034, DOE042, DOE035, DOE043, DOE044
  FROM junes
)
SELECT * FROM in_june WHERE record_year IS NOT NULL
UNION ALL
SELECT
  o.school_year, r.school_year, o.sasid, o.org_code, r.DOE009, r.DOE010, r.DOE019, r.DOE025, r.DOE034, r.DOE042,
  named_program(DOE035, DOE043, DOE044), graduated
FROM others o LEFT JOIN records r ON r.sasid = o.sasid AND r.school_year <= o.school_year
QUALIFY row_number() OVER (PARTITION BY o.school_year, o.sasid ORDER BY moment DESC) = 1;

-- R11: who names no program is in the one of the latest October that does, up to the record's year.
CREATE TEMP TABLE found_programs AS
WITH lacking AS (
  SELECT sasid, record_year FROM leavers WHERE named IS NULL
  UNION SELECT sasid, record_year FROM participants WHERE named IS NULL
  UNION SELECT sasid, record_year FROM members WHERE named IS NULL
), offers AS (
  SELECT sasid, school_year, named_program(DOE035, DOE043, DOE044) AS offered
  FROM octobers
  WHERE (DOE043 <> '500' OR DOE044 <> '500') AND named_program(DOE035, DOE043, DOE044) IS NOT NULL
)
SELECT l.sasid, l.record_year, arg_max(offered, school_year) AS found
FROM offers o JOIN lacking l ON o.sasid = l.sasid AND o.school_year <= l.record_year
GROUP BY ALL;

-- R21: the first grade 10 result; of two in one administration the proficient one.
CREATE TEMP TABLE grade_10 AS
WITH tests AS (
  SELECT
    sasid, eteststat, eperf2, mteststat, mperf2,
    (administration_year::INTEGER * 12 + if(administration_month = 0, 5, administration_month)) * 2 AS moment
  FROM mcas
  WHERE grade = '10' AND sasid IN (FROM leavers SELECT sasid)
)
SELECT
  sasid,
  min(moment + (eperf2 NOT IN ('P', 'A', 'M', 'E'))::INTEGER) FILTER (
    eteststat IN ('T', 'TR') AND eperf2 IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E')
  ) AS ela,
  min(moment + (mperf2 NOT IN ('P', 'A', 'M', 'E'))::INTEGER) FILTER (
    mteststat IN ('T', 'TR') AND mperf2 IN ('F', 'W', 'NM', 'NI', 'PM', 'P', 'M', 'A', 'E')
  ) AS math
FROM tests GROUP BY sasid;

-- R28, R29: placed when any answer says so.
CREATE TEMP TABLE answers AS
SELECT school_year, sasid, bool_or(status IN (
  'postsecondary', 'advanced_training', 'apprenticeship', 'military', 'employed_related', 'employed_unrelated'
)) AS placed
FROM follow_up GROUP BY ALL;

CREATE TEMP VIEW migrants AS SELECT DISTINCT school_year, sasid FROM migrant;

-- R40 to R47: a bit per population, in the order of the reports.
CREATE TEMP MACRO population_bits(gender, race, low_income, disability, special, english, migrant, rare) AS
  1 + if(gender = 'M', 2, 0) + if(gender = 'F', 4, 0)
  + CASE
      WHEN race = '04' THEN 8 WHEN race = '03' THEN 16 WHEN race = '02' THEN 32
      WHEN race BETWEEN '33' AND '63' THEN 64 WHEN race = '05' THEN 128 WHEN race = '01' THEN 256
      WHEN race BETWEEN '06' AND '31' THEN 512 ELSE 0 END
  + if(disability <> '00', 1024, 0) + if(low_income IN ('01', '02'), 2048, 0)
  + if(special IN ('02', '03'), 4096, 0) + if(special IN ('01', '03'), 8192, 0)
  + if(english = '01', 16384, 0) + if(migrant, 32768, 0) + if(rare, 65536, 0);

-- Who counts in which denominator and numerator, as bits in the order 1S1 1S2 2S1 3S1 4S1 5S1 6S1 6S2;
-- students who count alike are one row.
CREATE TEMP TABLE signatures AS
WITH left_education AS (
  SELECT
    l.school_year, l.org_code,
    population_bits(DOE009, DOE010, DOE019, DOE034, DOE042, DOE025, m.sasid IS NOT NULL, nontraditional_for = DOE009)
      AS populations,
    if(ela IS NOT NULL, 1, 0) + if(math IS NOT NULL, 2, 0) + 4 + 8 + 32
      + if(status = '04' AND nontraditional_for IN ('F', 'M'), 128, 0) AS denominators,
    if(ela % 2 = 0, 1, 0) + if(math % 2 = 0, 2, 0) + if(credential BETWEEN '01' AND '14', 4, 0)
      + if(status = '04', 8, 0) + if(placed, 32, 0)
      + if(status = '04' AND nontraditional_for = DOE009, 128, 0) AS numerators
  FROM leavers l
  LEFT JOIN found_programs f ON l.sasid = f.sasid AND l.record_year = f.record_year
  LEFT JOIN programs p ON p.code = coalesce(named, found)
  LEFT JOIN migrants m ON m.sasid = l.sasid AND m.school_year = l.school_year
  LEFT JOIN grade_10 g ON g.sasid = l.sasid
  LEFT JOIN answers a ON a.sasid = l.sasid AND a.school_year = l.school_year
), participated AS (
  SELECT
    l.school_year, l.org_code,
    population_bits(DOE009, DOE010, DOE019, DOE034, DOE042, DOE025, m.sasid IS NOT NULL, nontraditional_for = DOE009)
      AS populations,
    64 AS denominators, if(nontraditional_for = DOE009, 64, 0) AS numerators
  FROM participants l
  LEFT JOIN found_programs f ON l.sasid = f.sasid AND l.record_year = f.record_year
  JOIN programs p ON p.code = coalesce(named, found)
  LEFT JOIN migrants m ON m.sasid = l.sasid AND m.school_year = l.school_year
  WHERE nontraditional_for IN ('F', 'M')
), in_cohort AS (
  SELECT
    l.school_year, l.org_code,
    population_bits(DOE009, DOE010, DOE019, DOE034, DOE042, DOE025, m.sasid IS NOT NULL, nontraditional_for = DOE009)
      AS populations,
    16 AS denominators, if(graduated, 16, 0) AS numerators
  FROM members l
  LEFT JOIN found_programs f ON l.sasid = f.sasid AND l.record_year = f.record_year
  LEFT JOIN programs p ON p.code = coalesce(named, found)
  LEFT JOIN migrants m ON m.sasid = l.sasid AND m.school_year = l.school_year
)
SELECT *, count(*) AS students
FROM (FROM left_education UNION ALL FROM participated UNION ALL FROM in_cohort)
GROUP BY ALL;

-- Cells by organization of the record, then summed to district, consortium and State (R08 to R10).
CREATE TEMP TABLE indicators AS
SELECT unnest(['1S1', '1S2', '2S1', '3S1', '4S1', '5S1', '6S1', '6S2']) AS indicator, unnest(range(8)) AS i;
CREATE TEMP TABLE populations AS
SELECT unnest([
  'all', 'male', 'female', 'american_indian_or_alaska_native', 'asian', 'black_or_african_american',
  'hispanic_or_latino', 'native_hawaiian_or_pacific_islander', 'white', 'two_or_more_races',
  'students_with_disabilities', 'economically_disadvantaged', 'single_parents', 'displaced_homemakers',
  'limited_english_proficient', 'migrant', 'nontraditional'
]) AS population, unnest(range(17)) AS p;

CREATE TEMP TABLE everyone AS
WITH known AS (
  SELECT org_code, kind, parent FROM organizations
  UNION ALL SELECT '00000000', 'state', '' WHERE '00000000' NOT IN (FROM organizations SELECT org_code)
), unknown AS (
  SELECT unnest([org_code[:4] || '0000', org_code]) AS org_code FROM named WHERE org_code[:4] <> '0000'
)
FROM known
UNION ALL
SELECT DISTINCT org_code, if(org_code[5:] = '0000', 'district', 'school'), if(org_code[5:] = '0000', '', org_code[:4] || '0000')
FROM unknown WHERE org_code NOT IN (FROM known SELECT org_code);

CREATE TEMP TABLE counted_in AS
WITH chains AS (
  SELECT o.org_code, d.org_code AS district, c.org_code AS consortium
  FROM everyone o
  LEFT JOIN everyone d ON d.org_code = if(o.kind = 'school', o.org_code[:4] || '0000', o.org_code)
  LEFT JOIN everyone c ON c.org_code = d.parent
)
SELECT DISTINCT org_code, unnest([org_code, district, consortium, '00000000']) AS target FROM chains;

CREATE TEMP TABLE counts AS
WITH at_school AS (
  SELECT
    school_year, org_code, i, p, sum(students) AS denominator,
    sum(if((numerators >> i) & 1 = 1, students, 0)) AS numerator
  FROM signatures, indicators, populations
  WHERE (denominators >> i) & 1 = 1 AND (populations >> p) & 1 = 1
  GROUP BY ALL
)
SELECT school_year, target AS org_code, i, p, sum(denominator)::BIGINT AS denominator, sum(numerator)::BIGINT AS numerator
FROM at_school JOIN counted_in ON at_school.org_code = counted_in.org_code
WHERE target IS NOT NULL
GROUP BY ALL;

-- R53, R54: whose level holds; when a plan was first accepted. R50 in whole numbers, R51 under sixteen.
CREATE TEMP TABLE measured AS
SELECT
  o.org_code, o.kind,
  CASE
    WHEN o.kind = 'school' THEN coalesce(nullif(d.parent, ''), nullif(o.parent, ''), o.org_code[:4] || '0000')
    ELSE coalesce(nullif(o.parent, ''), o.org_code) END AS measured_by
FROM everyone o
LEFT JOIN everyone d ON o.kind = 'school' AND d.org_code = coalesce(nullif(o.parent, ''), o.org_code[:4] || '0000');

CREATE TEMP TABLE held AS
SELECT
  y.year, m.org_code, m.kind, m.org_code = m.measured_by AS stands_alone, i.i, i.indicator,
  coalesce(l.level, s.level) AS level,
  CASE
    WHEN l.level IS NOT NULL AND m.org_code <> '00000000' THEN 'local'
    WHEN s.level IS NOT NULL THEN 'state' ELSE 'none' END AS level_source,
  (coalesce(l.level, s.level)::DECIMAL(18, 8) * 1000000)::BIGINT AS millionths,
  rtrim(rtrim((coalesce(l.level, s.level)::DECIMAL(18, 8) * 0.9)::VARCHAR, '0'), '.') AS threshold
FROM (SELECT unnest([{years}])::SMALLINT AS year) y CROSS JOIN measured m CROSS JOIN indicators i
LEFT JOIN levels l ON l.school_year = y.year AND l.org_code = m.measured_by AND l.indicator = i.indicator
LEFT JOIN levels s ON s.school_year = y.year AND s.org_code = '00000000' AND s.indicator = i.indicator;

CREATE TEMP TABLE accepted AS
SELECT org_code, indicator, population, min(accepted_year) AS accepted_year FROM plans_on_file GROUP BY ALL;

CREATE TEMP VIEW results AS
WITH cells AS (
  SELECT
    h.*, p.p, p.population,
    CASE WHEN absent THEN NULL ELSE coalesce(c.denominator, 0) END AS denominator,
    CASE WHEN absent THEN NULL ELSE coalesce(c.numerator, 0) END AS numerator
  FROM (
    SELECT *, (i = 5 AND year IN ({no_followup})) OR (i < 2 AND {no_mcas}) AS absent FROM held
  ) h CROSS JOIN populations p
  LEFT JOIN counts c ON c.school_year = h.year AND c.org_code = h.org_code AND c.i = h.i AND c.p = p.p
), compared AS (
  SELECT
    *, (numerator * 20000 + denominator) // nullif(denominator * 2, 0) AS hundredths,
    CASE
      WHEN denominator IS NULL OR denominator = 0 OR level IS NULL THEN 'none'
      WHEN numerator * 1000000000 >= millionths * denominator * 10 THEN 'met'
      WHEN numerator * 1000000000 >= millionths * denominator * 9 THEN 'within'
      ELSE 'below' END AS standing
  FROM cells
)
SELECT
  (year - 1) || '-' || lpad((year % 100)::VARCHAR, 2, '0') AS school_year, c.org_code, kind AS org_kind, c.indicator,
  c.population, denominator, numerator,
  if(denominator > 0, (hundredths // 100) || '.' || lpad((hundredths % 100)::VARCHAR, 2, '0'), NULL) AS percent,
  level, level_source, threshold, standing,
  CASE
    WHEN standing = 'below' AND kind = 'state' AND p = 0 THEN 'required'
    WHEN standing <> 'below' OR kind NOT IN ('district', 'consortium') OR NOT stands_alone THEN 'not_required'
    WHEN denominator < 16 THEN 'exempt_small'
    WHEN accepted_year < year THEN 'on_file'
    ELSE 'required' END AS plan
FROM compared c
LEFT JOIN accepted a ON a.org_code = c.org_code AND a.indicator = c.indicator AND a.population = c.population
ORDER BY year, c.org_code, i, p;
