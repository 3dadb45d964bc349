package preservation.mets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Which descriptive sections are about which entry. It holds some 60 bytes for each section that came with the transfer. */
final class DescribedEntries {

    private static final Comparator<Section> ORDER =
            Comparator.comparing(Section::entry).thenComparingInt(Section::number);

    private final List<Section> sections = new ArrayList<>();
    private boolean sorted = true;

    private record Section(UUID entry, int number) {}

    void add(UUID entry, int dmdSec) {
        sections.add(new Section(entry, dmdSec));
        sorted = false;
    }

    /** The numbers of the sections about an entry, in their order. */
    List<Integer> about(UUID entry) {
        if (!sorted) {
            sections.sort(ORDER);
            sorted = true;
        }
        int low = 0;
        int high = sections.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sections.get(middle).entry().compareTo(entry) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        var numbers = new ArrayList<Integer>();
        for (int i = low; i < sections.size() && sections.get(i).entry().equals(entry); i++) {
            numbers.add(sections.get(i).number());
        }
        return numbers;
    }
}
