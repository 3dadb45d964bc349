package checker;

import checker.Mets.Amd;
import checker.Mets.FileEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Does the METS say what lies on disk? IDs, the fileSec, and the PREMIS object of each file. */
final class MetsCheck {

    static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static final Pattern FILE_ID = Pattern.compile("file-(" + UUID + ")");
    private static final Pattern GROUP_ID = Pattern.compile("Group-" + UUID);

    private final Mets mets;
    private final DiskTree tree;
    private final Problems problems;

    MetsCheck(Mets mets, DiskTree tree, Problems problems) {
        this.mets = mets;
        this.tree = tree;
        this.problems = problems;
    }

    void run() {
        checkIds();
        var byPath = checkFileSec();
        for (var name : tree.files().keySet()) {
            if (name.startsWith("data/objects/")) {
                problems.addUnless(byPath.containsKey(name), name + " is not in the fileSec.");
            }
        }
        mets.files.forEach(this::checkFile);
        checkUnreferenced();
    }

    private void checkIds() {
        mets.ids.forEach((id, places) -> problems.addUnless(
                places.size() == 1, "The ID " + id + " stands " + places.size() + " times: " + places + "."));
        for (var reference : mets.references) {
            problems.addUnless(
                    mets.ids.containsKey(reference.id()),
                    reference.attribute() + " of " + reference.place() + " wants the ID " + reference.id()
                            + ", which does not exist.");
        }
    }

    private Map<String, FileEntry> checkFileSec() {
        var byPath = new HashMap<String, FileEntry>();
        for (var entry : mets.files) {
            var name = "data/" + entry.href();
            problems.addUnless(isInside(entry.href()), entry.file().place() + " points outside: " + entry.href() + ".");
            problems.addUnless(
                    tree.files().containsKey(name),
                    entry.file().place() + " is for " + name + ", which does not exist.");
            problems.addUnless(byPath.put(name, entry) == null, "The fileSec has " + name + " twice.");
            checkNames(entry);
        }
        return byPath;
    }

    private static boolean isInside(String href) {
        return !href.isEmpty()
                && !href.startsWith("/")
                && !href.contains("\\")
                && List.of(href.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private void checkNames(FileEntry entry) {
        problems.addUnless(
                FILE_ID.matcher(entry.id()).matches(),
                entry.file().place() + " (" + entry.href() + ") has an ID that is not file- and a UUID.");
        problems.addUnless(
                GROUP_ID.matcher(entry.file().attribute("GROUPID")).matches(),
                entry.file().place() + " (" + entry.href() + ") has a GROUPID that is not Group- and a UUID: "
                        + entry.file().attribute("GROUPID") + ".");
        problems.addUnless(
                !entry.use().isEmpty(), entry.file().place() + " (" + entry.href() + ") is in a group without USE.");
    }

    private void checkFile(FileEntry entry) {
        var disk = tree.files().get("data/" + entry.href());
        var objects = objects(entry);
        if (objects.size() != 1) {
            problems.add(entry.href() + " has " + objects.size() + " PREMIS objects by the ADMID of "
                    + entry.file().place() + ", not one.");
            return;
        }
        var object = objects.get(0);
        checkUuid(entry, object);
        problems.addUnless(
                amds(entry).stream().anyMatch(amd -> !amd.events().isEmpty()),
                entry.href() + " has no PREMIS event in its amdSec.");
        if (disk != null) {
            checkSize(entry, object, disk);
            checkDigests(entry, object, disk);
        }
    }

    private Set<Amd> amds(FileEntry entry) {
        var found = new HashSet<Amd>();
        for (var id : entry.file().words("ADMID")) {
            if (mets.amdById.containsKey(id)) {
                found.add(mets.amdById.get(id));
            }
        }
        return found;
    }

    private List<Node> objects(FileEntry entry) {
        var found = new ArrayList<Node>();
        amds(entry).forEach(amd -> amd.objects().stream()
                .filter(object -> object.child("objectCharacteristics").isPresent())
                .forEach(found::add));
        return found;
    }

    private void checkUuid(FileEntry entry, Node object) {
        var match = FILE_ID.matcher(entry.id());
        boolean same = match.matches()
                && object.children("objectIdentifier")
                        .anyMatch(identifier ->
                                identifier.text("objectIdentifierValue").equals(match.group(1)));
        problems.addUnless(
                same,
                entry.href() + ": its PREMIS " + object.place() + " does not have the UUID of " + entry.id() + ".");
    }

    private void checkSize(FileEntry entry, Node object, DiskFile disk) {
        var size = object.text("objectCharacteristics", "size");
        problems.addUnless(
                size.equals(Long.toString(disk.size())),
                entry.href() + " has " + disk.size() + " bytes, but PREMIS (line " + object.line() + ") says " + size
                        + ".");
    }

    private void checkDigests(FileEntry entry, Node object, DiskFile disk) {
        var fixities = object.child("objectCharacteristics")
                .orElseThrow()
                .children("fixity")
                .toList();
        problems.addUnless(!fixities.isEmpty(), entry.href() + " has no PREMIS fixity.");
        for (var fixity : fixities) {
            var algorithm = fixity.text("messageDigestAlgorithm");
            var said = fixity.text("messageDigest");
            var computed = disk.digest(algorithm).orElse("an algorithm that is not known");
            problems.addUnless(
                    computed.equalsIgnoreCase(said),
                    entry.href() + " has " + algorithm + " " + computed + ", but PREMIS (line " + fixity.line()
                            + ") says " + said + ".");
        }
    }

    /** A PREMIS file object that no fileSec entry points to must say that its file was removed. */
    private void checkUnreferenced() {
        var referenced = new HashSet<Amd>();
        mets.files.forEach(entry -> referenced.addAll(amds(entry)));
        for (var amd : mets.amds) {
            boolean aboutFile = amd.objects().stream()
                    .anyMatch(object -> object.child("objectCharacteristics").isPresent());
            problems.addUnless(
                    !aboutFile || referenced.contains(amd) || isRemoved(amd),
                    amd.section().place() + " is about a file (" + originalName(amd)
                            + ") that is not in the fileSec and has no event \"file removed\".");
        }
    }

    static boolean isRemoved(Amd amd) {
        return amd.events().stream().anyMatch(event -> event.text("eventType").equals("file removed"));
    }

    private static String originalName(Amd amd) {
        return amd.objects().isEmpty() ? "" : amd.objects().get(0).text("originalName");
    }
}
