package checker;

import checker.Mets.Amd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Is every original of the source in the AIP with its very bytes, or said to have been removed? And nothing invented? */
final class SourceCheck {

    /** Archivematica writes one of these before the path; a path as received stands alone. */
    private static final List<String> PREFIXES = List.of("%transferDirectory%", "%SIPDirectory%");

    /** A PREMIS file object of the METS: where its bytes are, if they are there. */
    private record Kept(Amd amd, String originalName, DiskFile disk, String use) {}

    private final Path source;
    private final Mets mets;
    private final DiskTree tree;
    private final Problems problems;
    private final Map<String, List<Kept>> byOriginalName = new HashMap<>();
    private final Set<Kept> found = new HashSet<>();

    SourceCheck(Path source, Mets mets, DiskTree tree, Problems problems) {
        this.source = source;
        this.mets = mets;
        this.tree = tree;
        this.problems = problems;
    }

    void run() throws IOException {
        collect();
        for (var original : originals()) {
            check(original);
        }
        byOriginalName
                .values()
                .forEach(list -> list.forEach(kept -> problems.addUnless(
                        found.contains(kept) || !kept.use().equals("original"),
                        "The METS has an original " + kept.originalName() + ", which is not in the source.")));
    }

    private void collect() {
        var useByAmd = new HashMap<Amd, Mets.FileEntry>();
        for (var entry : mets.files) {
            for (var id : entry.file().words("ADMID")) {
                if (mets.amdById.containsKey(id)) {
                    useByAmd.put(mets.amdById.get(id), entry);
                }
            }
        }
        for (var amd : mets.amds) {
            var entry = useByAmd.get(amd);
            var disk = entry == null ? null : tree.files().get("data/" + entry.href());
            for (var object : amd.objects()) {
                var name = withoutPrefix(object.text("originalName"));
                byOriginalName
                        .computeIfAbsent(name, unused -> new ArrayList<>(1))
                        .add(new Kept(amd, name, disk, entry == null ? "" : entry.use()));
            }
        }
    }

    private static String withoutPrefix(String name) {
        for (var prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }

    private List<Path> originals() throws IOException {
        if (Files.isRegularFile(source)) {
            return List.of(source);
        }
        try (var files = Files.walk(source)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private void check(Path original) throws IOException {
        var top = Files.isRegularFile(source) ? source.toAbsolutePath().getParent() : source;
        var sha256 = new DiskFile(original).sha256();
        Kept wrong = null;
        var spellings = SourceNames.spellings(SourceNames.bytes(top, original));
        for (var spelling : spellings) {
            for (var kept : byOriginalName.getOrDefault(spelling, List.of())) {
                if (!found.contains(kept) && isThere(kept, sha256)) {
                    found.add(kept);
                    return;
                }
                wrong = kept;
            }
        }
        var name = spellings.iterator().next();
        if (wrong == null) {
            problems.add("The original " + name + " is not in the AIP: no PREMIS object has it as its originalName.");
        } else if (wrong.disk() == null) {
            problems.add("The original " + name + " is not in the AIP, and has no event \"file removed\".");
        } else {
            found.add(wrong);
            problems.add("The original " + name + " has SHA-256 " + sha256 + ", but in the AIP it is "
                    + wrong.disk().sha256() + ".");
        }
    }

    private static boolean isThere(Kept kept, String sha256) {
        return kept.disk() == null
                ? MetsCheck.isRemoved(kept.amd())
                : kept.disk().sha256().equals(sha256);
    }
}
