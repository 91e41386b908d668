"""What each check says when nothing of the file may be shown: id → (sentence, remedy).

Only checks whose own sentences hold values are here; element checks, rules across elements and the reader's sentences
without values are taken from where they stand. A test holds this table and the checks together.
"""

from __future__ import annotations

_CELL = "the value of this cell"
_RESULT = "Compare the row with the student's result and correct it."
_AT_SOURCE = "Correct the value where the file comes from."
_ONE_ROW = "Keep one of the rows."
_ORGANIZATION = "Add the organization, or correct the code."
_PARENT = "Correct the code in `parent`, or add the parent to the file."
_AS_CSV = "Save the sheet as “CSV UTF-8 (comma delimited)” and send that file."
_NEW_BOOK = "Copy the data as values into a new workbook."
_LOOK = "Check which is right; nothing is refused."
_NAME = "Rename the file."

_RECORDS = {
    "V05": (
        "The district reports DOE012 10 on some rows and 11 on others.",
        "A district that offers a Certificate of Attainment reports 10, one that does not reports 11.",
    ),
    "V27": ("The cell is empty.", "Every element needs a value; write its filler when it does not apply."),
    "V28": (
        "The SASID of this row is on an earlier row; a district reports a student once in a collection.",
        "Keep the record that is right and remove the other.",
    ),
    "V29": (
        "The district reports another SASID with the same LASID, name and birth date as on this row.",
        "If it is one student, report one SASID only; the other must be retired.",
    ),
    "V30": ("The student's birth date or name is not that of an earlier collection.", _LOOK),
    "V31": (
        "The file is one district's, the school of this row another district's.",
        "Move the record to its own district's file.",
    ),
    "X01": (
        "Another district reports this student in the same collection: one claim counts (R02).",
        "The districts should agree whose student this is.",
    ),
    "X02": ("The student's gender is not that of an earlier collection.", _LOOK),
    "X03": ("The student's race/ethnicity is not that of an earlier collection.", _LOOK),
    "X04": (
        "The school of this row is not in organizations.csv.",
        "Add the school to organizations.csv, or correct the code. Its results will carry the code as name.",
    ),
    "X05": (
        "The program of this row is not in programs.csv.",
        "Add the program to programs.csv, or correct the code. It counts as not nontraditional (R33).",
    ),
    "X06": (
        "The file has a fifth or less of the records of a year earlier. Is this the whole?",
        "If the file is cut off, send the whole of it.",
    ),
    "X07": (
        "This file is byte for byte one of another collection or year.",
        "Send the file of this collection.",
    ),
    "X08": (
        "No SIMS file has the SASID of this row; the row belongs to nobody.",
        "Correct the SASID, or add the student's collection.",
    ),
}

_OTHER_FILES = {
    "U01": ("A SASID has exactly 10 letters or digits.", _AT_SOURCE),
    "U02": ("The status is one of a follow-up's.", _AT_SOURCE),
    "U03": ("The day of the answer is a date as MM/DD/YYYY, or empty.", _AT_SOURCE),
    "C01": ("A SASID has exactly 10 letters or digits.", _AT_SOURCE),
    "C02": ("A cohort year has 4 digits, such as 2017.", _AT_SOURCE),
    "C03": ("An organization code has 8 digits.", _AT_SOURCE),
    "C04": ("The outcome is one of a graduation cohort's.", _AT_SOURCE),
    "C05": (
        "The SASID of this row is on an earlier row; a student is in a cohort once.",
        "Keep the row with the right outcome.",
    ),
    "C06": ("The row is of another cohort than the file: it is ignored.", "Move the row to its own cohort's file."),
    "C07": ("The organization of this row is not in organizations.csv.", _ORGANIZATION),
    "C08": (
        "The organization of this row is neither a school nor a district.",
        "Give the school, or the district where the school is not known.",
    ),
    "G01": ("A SASID has exactly 10 letters or digits.", _AT_SOURCE),
    "G02": ("The SASID of this row is on an earlier row; the student counts once.", "Remove the second row."),
    "A01": ("An organization code has 8 digits.", _AT_SOURCE),
    "A02": ("The indicator is one of the eight, 1S1 to 6S2.", _AT_SOURCE),
    "A03": ("The population is one of those of the results.", _AT_SOURCE),
    "A04": ("A school year is two years that follow each other, as 2016-17.", _AT_SOURCE),
    "A05": ("The organization of this row is not in organizations.csv.", _ORGANIZATION),
    "A06": ("The same plan is on an earlier row; it counts once.", "Remove the second row."),
    "L01": ("A school year is two years that follow each other, as 2016-17.", _AT_SOURCE),
    "L02": ("An organization code has 8 digits.", _AT_SOURCE),
    "L03": ("The indicator is one of the eight, 1S1 to 6S2.", _AT_SOURCE),
    "L04": ("The level is not a decimal from 0 to 100.", "Write a decimal such as 90.5, without a percent sign."),
    "L05": ("The level of this organization, indicator and school year is on an earlier row.", _ONE_ROW),
    "L06": (
        "The organization of this row is not in organizations.csv; its level is used if records name it.",
        _ORGANIZATION,
    ),
    "L07": (
        "The organization is measured against the level of the one it belongs to; this level is ignored.",
        "Remove the row, or give the level to the parent.",
    ),
    "L08": (
        "The school year is before the first year of the rules: the level is not used.",
        "Correct the school year.",
    ),
    "O01": ("An organization code has 8 digits.", _AT_SOURCE),
    "O02": ("The kind is not one of an organization.", _AT_SOURCE),
    "O03": (
        "The organization is on an earlier row; every code is in one role.",
        "Keep one of the rows, or correct the code.",
    ),
    "O04": ("An organization code has 8 digits.", _AT_SOURCE),
    "O05": ("The parent is not in this file.", _PARENT),
    "O06": ("The school has no parent; a school belongs to a district.", _PARENT),
    "O07": ("The consortium has a parent; a consortium has none.", "Leave `parent` empty."),
    "O08": (
        "The parent is of the wrong kind: a school's parent is a district, a member district's a consortium.",
        _PARENT,
    ),
    "O09": ("The code is the State's or a placeholder, and no organization of this file.", "Remove the row."),
    "O10": (
        "The school names another parent than the district its code begins with; its records count for that district.",
        "Correct the parent or the code.",
    ),
    "O11": ("The district's code does not end in zeros: no record will name it.", "Correct the code."),
    "O12": ("The organization has no name.", "Add the name."),
    "P01": ("A program code has up to 10 letters or digits.", _AT_SOURCE),
    "P02": ("The kind is not one of a program.", _AT_SOURCE),
    "P03": ("A program is nontraditional for F, for M, or for nobody (empty).", _AT_SOURCE),
    "P04": (
        "The code has not the length of its kind's codes: no record will name it.",
        "A spreadsheet may have dropped a leading zero; correct the code.",
    ),
    "P05": ("The program is on an earlier row; a code names one program.", _ONE_ROW),
    "P06": ("The program has no title.", "Add the title; reports print it."),
    "M01": ("A SASID has exactly 10 letters or digits.", _AT_SOURCE),
    "M02": (
        "The administration is a year (its spring), or month and year as 0319.",
        "A spreadsheet may have dropped a leading zero. Correct the value at its source and export again.",
    ),
    "M03": ("The grade is not one of the tests'.", _AT_SOURCE),
    "M04": ("The row is not of grade 10 and will not be used.", "Nothing to do if these rows belong to other grades."),
    "M05": ("The test status is not one of the tests'.", _AT_SOURCE),
    "M06": ("The achievement level is not one of the tests'.", _AT_SOURCE),
    "M07": ("The score is not a scaled score.", _RESULT),
    "M08": ("The student was tested, but there is neither a level nor a score.", _RESULT),
    "M09": ("A student who was not tested has a score.", _RESULT),
    "M10": ("Level and score disagree.", _RESULT),
    "M11": ("A date of birth is a date as MM/DD/YYYY, or empty.", _AT_SOURCE),
    "M12": ("A next-generation level with a score is earlier than that scale.", _RESULT),
    "M13": ("The level has no score.", "Add the score if it is known."),
    "M14": ("The score has no level: the row gives no result.", "Add the level."),
    "M16": ("The attempt is on an earlier row, with the same results.", _ONE_ROW),
}

_HANDED_IN = {
    "T01": (
        "The file is one district's; the organization of this row is not one of its own.",
        "Remove the row; its own district hands it in.",
    ),
    "T02": (
        "The student of this row is another district's.",
        "Remove the row, or correct the SASID. The district that reports the student hands in the row.",
    ),
    "T03": (
        "The file's name says something else than what it was handed in as.",
        "Check that this is the right file; if it is, there is nothing to do.",
    ),
    "T04": (
        "This file could not be read within the limits.",
        "Check that this is the right file; export it again as CSV UTF-8, or send it in parts.",
    ),
}

_READING = {
    "F001": ("The folder's layout has no place for this file; it was not read.", "Remove it or rename it."),
    "F002": ("The same records are here in another form too. Neither was read.", "Keep one of them."),
    "F003": ("This is a link, not a file of this folder; it was not followed.", "Copy the file here."),
    "F004": ("The name is not that of a collection, such as 2016-10.", _NAME),
    "F005": ("The name does not say the school year.", _NAME),
    "F006": ("The name is not a district code of 8 digits.", _NAME),
    "F014": ("The file is not of the form its name says.", "Save it as CSV UTF-8 or as .xlsx and send that file."),
    "F022": ("The file holds letters that cannot be told: it is neither UTF-8 nor plain Windows text.", _AS_CSV),
    "F023": ("The file is not valid UTF-8 throughout.", _AS_CSV),
    "F024": ("The file is not UTF-8. It was read as Windows-1252.", "Check the names with accents. Better: " + _AS_CSV),
    "F025": ("The file says it is UTF-16 but is damaged.", _AS_CSV),
    "F026": (
        f"In {_CELL} stands the mark for a lost character (U+FFFD).",
        "An earlier program could not read a letter here; restore it where the record is kept.",
    ),
    "F030": ("The values are not separated by commas.", _AS_CSV),
    "F034": (
        "The line has another number of values than is required.",
        "Look for a missing or extra comma; a value with a comma in it needs quotation marks around it.",
    ),
    "F038": (
        "The line holds column names. Expected no header, or the element ids DOE001 to DOE052 in order.",
        "Remove the line, and check that the columns stand in the order of the elements.",
    ),
    "F039": ("Columns are missing.", "Add them to the header; every column of this kind of file has a fixed name."),
    "F040": ("The line does not hold the column names.", "Put the header row first."),
    "F042": ("A column is not known here and was ignored.", "Remove it, or correct its name."),
    "F050": (f"In {_CELL} stands a character that is not allowed.", "Type the value again without it."),
    "F051": (f"In {_CELL} stands a digit of another script.", "Use the plain digits 0 to 9."),
    "F060": (
        "The workbook is damaged or incomplete.",
        "Open it, save it again and send the new file.",
    ),
    "F063": ("The workbook is larger than is read (limit).", _NEW_BOOK[:-1] + ", or send CSV."),
    "F064": ("The workbook has a part with an unsafe name.", _NEW_BOOK),
    "F066": (
        "The only sheet with data is hidden. What cannot be seen is not accepted.",
        "Unhide it, or save the data in a new workbook.",
    ),
    "F067": (
        "More than one visible sheet holds data. Expected one.",
        "Leave the sheet with the records; remove or empty the others.",
    ),
    "F068": (
        "The sheet is larger than is read (limit).",
        "Delete empty rows and columns beyond the data, or send CSV.",
    ),
    "F070": (f"{_CELL.capitalize()} is a spreadsheet error.", "Correct the cell, then paste the column as values."),
    "F071": (
        f"{_CELL.capitalize()} is a number, not a date.",
        "Format the column as a date, or write the date as text.",
    ),
    "F073": ("Reading the workbook took more than is allowed (limit).", _NEW_BOOK[:-1] + ", or send CSV."),
    "F074": (
        "The sheet has hidden rows or columns; they were read like the others.",
        "Check that they belong to the records.",
    ),
    "F075": (f"{_CELL.capitalize()} cannot be turned into a date.", "Write the date as text, MM/DD/YYYY."),
    "F080": ("The Parquet file is damaged or incomplete.", "Write it again."),
    "F082": ("A column has a type that cannot be read without loss.", "Write the column as text."),
    "F090": (
        "The settings cannot be read.",
        "Write them as YAML: a name, a colon and a value on each line, indented under its heading.",
    ),
    "F091": ("The settings are larger than is read (limit).", "Keep only what maps columns and codes."),
    "F092": ("The line holds no setting that is known.", "Correct the name or remove the line."),
    "F093": ("The line cannot be understood.", "Write a name, a colon and a value."),
    "F094": ("What stands on the right of the colon is not known.", "Write one of our own names there."),
    "F095": ("The name is there already; capitals and spaces make no difference.", "Keep one of the lines."),
    "F096": (
        "One of our own names stands on the left, and will be read as another.",
        "Remove the line unless that is meant.",
    ),
    "N003": ("The file used more than one kind of line end, or old ones; every line end was read as one.", ""),
    "N004": ("The first line named the separator and was not counted as a record.", ""),
    "N008": ("Column names were matched without regard to case and spaces.", ""),
    "N009": ("Column names were read as settings.yaml maps them.", ""),
    "N014": ("Codes were read as settings.yaml maps them.", ""),
}

TEXTS: dict[str, tuple[str, str]] = {**_RECORDS, **_OTHER_FILES, **_HANDED_IN, **_READING}
