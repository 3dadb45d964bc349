package audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import packaging.premis.EventTable;

/**
 * Compares an AIP with the journal that it was made from: the journal must still have the heads that the AIP names, and up to
 * the one in its METS each PREMIS event must be there once, of its kind, at its time, with its outcome.
 */
final class ComparePremis {

    private static final String CREATION = "information package creation";

    private final JournalRows rows;
    private final Path blobs;
    private final Tally tally;

    /** @param blobs where stored output lies */
    ComparePremis(JournalRows rows, Path blobs, Tally tally) {
        this.rows = rows;
        this.blobs = blobs;
        this.tally = tally;
    }

    void compare(AipSays aip) throws SQLException {
        tally.aip();
        try {
            var jobs = OpenedJobs.until(rows, aip.transfer(), aip.metsHead());
            boolean anchored = isAnchored(aip, jobs, aip.metsHead(), "the METS");
            if (!isAnchored(aip, jobs, aip.bagHead(), "the bag-info.txt") || !anchored) {
                return; // what was written from another journal says other things
            }
            try (var expected = new ExpectedFacts(rows, blobs, jobs).collect()) {
                expected.add(creation(jobs, aip));
                for (int part = 0; part < Parts.COUNT; part++) {
                    compare(aip, expected.part(part), aip.events().part(part));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            say(aip, "", 0, "the METS of AIP " + aip.name() + " can't be compared", "", "" + unreadable.getMessage());
        }
    }

    private boolean isAnchored(AipSays aip, OpenedJobs jobs, String head, String where) {
        tally.anchors(1);
        if (jobs.links().contains(head)) {
            return true;
        }
        say(aip, "", 0, "no event has the head that " + where + " of AIP " + aip.name() + " names", head, jobs.last());
        return false;
    }

    /** When it was written is nowhere in the journal. */
    private static PremisFact creation(OpenedJobs jobs, AipSays aip) {
        return new PremisFact(
                EventTable.aipCreationId(jobs.sip()).toString(),
                CREATION,
                "",
                "",
                "event chain head=" + aip.metsHead(),
                "transfer|" + aip.transfer(),
                0);
    }

    private void compare(AipSays aip, List<PremisFact> expected, List<PremisFact> found) {
        var left = new HashMap<String, PremisFact>();
        expected.forEach(fact -> left.put(fact.identifier(), fact));
        for (var said : found) {
            tally.premisEvent();
            var fact = left.remove(said.identifier());
            if (fact == null) {
                say(
                        aip,
                        "",
                        0,
                        "the METS of AIP " + aip.name() + " has a PREMIS event that is not in the journal, "
                                + said.identifier(),
                        "",
                        said.text());
            } else if (!agree(fact, said)) {
                say(
                        aip,
                        fact.persistenceId(),
                        fact.sequence(),
                        "the METS of AIP " + aip.name() + " says another thing in PREMIS event " + said.identifier(),
                        fact.text(),
                        said.text());
            }
        }
        for (Map.Entry<String, PremisFact> lacking : left.entrySet()) {
            var fact = lacking.getValue();
            say(
                    aip,
                    fact.persistenceId(),
                    fact.sequence(),
                    "the METS of AIP " + aip.name() + " lacks PREMIS event " + lacking.getKey(),
                    fact.text(),
                    "");
        }
    }

    private static boolean agree(PremisFact fact, PremisFact said) {
        return fact.at().isEmpty()
                ? fact.type().equals(said.type()) && fact.note().equals(said.note())
                : fact.says(said);
    }

    private void say(AipSays aip, String id, long sequence, String message, String expected, String found) {
        var place = id.isEmpty() ? "transfer|" + aip.transfer() : id;
        tally.accept(new Discrepancy(place, sequence, message, expected, found));
    }
}
