package actors.transfer;

import model.TransferId;

/** Brings the journal of a transfer back into the database that was moved to a file: somebody wants something of it again. */
public interface Recall {

    /** No journal was ever moved. */
    Recall NONE = new Recall() {
        @Override
        public boolean isMoved(TransferId transfer) {
            return false;
        }

        @Override
        public void recall(TransferId transfer) {}
    };

    /** Whether it may be in a file only. Quick. */
    boolean isMoved(TransferId transfer);

    /** May block; does nothing where the database has the journal. */
    void recall(TransferId transfer) throws Exception;
}
