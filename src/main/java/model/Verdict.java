package model;

/** What a check said. "Not done" is never a pass. */
public enum Verdict {
    PASS,
    FAIL,
    NOT_DONE
}
