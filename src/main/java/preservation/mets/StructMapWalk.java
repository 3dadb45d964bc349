package preservation.mets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import packaging.mets.StructMap;

/** Puts the entries into one structure map, counting sections in the order in which they were written. */
final class StructMapWalk {

    private final StructMap map;
    private final DescribedEntries described;
    private final UUID objectsDirectory;
    private int dmdSec = 1; // the package has the first of both
    private int amdSec = 1;

    /** The UUID is what descriptions call the objects directory where the transfer came without one. */
    StructMapWalk(StructMap map, DescribedEntries described, UUID objectsDirectory) {
        this.map = map;
        this.described = described;
        this.objectsDirectory = objectsDirectory;
    }

    void entry(EntryIndex.Entry entry) throws IOException {
        amdSec += entry.administered() ? 1 : 0;
        if (entry.kind() == EntryIndex.Kind.FILE) {
            var id = entry.id().orElseThrow();
            map.file(new StructMap.Division(entry.path(), described.about(id), 0), id);
        } else if (entry.kind() == EntryIndex.Kind.DIRECTORY) {
            map.directory(
                    new StructMap.Division(entry.path(), aboutDirectory(entry), entry.administered() ? amdSec : 0));
        }
    }

    private List<Integer> aboutDirectory(EntryIndex.Entry entry) {
        var sections = new ArrayList<Integer>();
        if (entry.id().isPresent()) {
            dmdSec++;
            sections.add(dmdSec);
            sections.addAll(described.about(entry.id().get()));
        }
        if (entry.path().encoded().equals("objects")) {
            sections.addAll(described.about(objectsDirectory));
        }
        return sections;
    }
}
