package model;

/** Why a hand-out will bring nothing more, as far as its tasks may be to blame for it. */
public enum Loss {
    /** Its action broke off, or brought nothing in time. Uses up one try of each task that is still owed. */
    BROKE,
    /** Its worker died with it, or fell silent. Uses up no try; the tasks that it held are suspected. */
    WORKER_DIED,
    /** It was never begun, or given up because nobody answered its worker. Says nothing about its tasks. */
    NOT_ITS_FAULT
}
