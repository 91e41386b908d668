"""The State Improvement Plan (W12): when it is owed, the gaps it weighs, the document, its pages."""
