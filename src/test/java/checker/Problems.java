package checker;

import java.util.ArrayList;
import java.util.List;

/** The sentences of a report. Bounded, so that an AIP that is wrong everywhere still gives a report one can read. */
final class Problems {

    private static final int SENTENCES_MAX = 200;

    private final List<String> sentences = new ArrayList<>();
    private int unsaid;

    void add(String sentence) {
        if (sentences.size() < SENTENCES_MAX) {
            sentences.add(sentence);
        } else {
            unsaid++;
        }
    }

    void addUnless(boolean fine, String sentence) {
        if (!fine) {
            add(sentence);
        }
    }

    List<String> all() {
        if (unsaid == 0) {
            return List.copyOf(sentences);
        }
        var whole = new ArrayList<>(sentences);
        whole.add("And " + unsaid + " more.");
        return whole;
    }
}
