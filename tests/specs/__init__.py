"""Runs the tables of specs/indicators, specs/facts and specs/populations.md: one row is one student and one test."""
