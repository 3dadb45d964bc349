package checker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a METS document says, as far as the checks need it. */
final class Mets {

    static final String METS = "http://www.loc.gov/METS/";
    static final String PREMIS = "http://www.loc.gov/premis/v3";

    /** A use of an ID: which attribute of what, and the ID it wants. */
    record Reference(String attribute, String place, String id) {}

    /** An amdSec, with the PREMIS entities in it. */
    record Amd(Node section, List<Node> objects, List<Node> events, List<Node> agents) {

        // By identity: two sections are two even if they say the same, and comparing whole trees is slow.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A file of the fileSec, and the USE of its group. */
    record FileEntry(Node file, String use) {
        String id() {
            return file.attribute("ID");
        }

        /** The path that the href, a URI reference, stands for. */
        String href() {
            var uri = file.child("FLocat").map(place -> place.attribute("href")).orElse("");
            return HrefPath.of(uri);
        }
    }

    /** Places by ID, in order; a repeated ID has several. */
    final Map<String, List<String>> ids = new LinkedHashMap<>();

    final List<Reference> references = new ArrayList<>();
    final List<Amd> amds = new ArrayList<>();
    /** By the ID of the amdSec, and of each section in it. */
    final Map<String, Amd> amdById = new LinkedHashMap<>();

    final List<FileEntry> files = new ArrayList<>();
    final List<Node> structMaps = new ArrayList<>();
    /** By the ID of the dmdSec: the texts of all {@code identifier} elements in it. */
    final Map<String, List<String>> identifiersByDmdSec = new LinkedHashMap<>();
    /** PREMIS objects that stand in a dmdSec: intellectual entities. */
    final List<Node> describedObjects = new ArrayList<>();

    void addRoot(Node root, Problems problems) {
        problems.addUnless(
                root.namespace().equals(METS) && root.name().equals("mets"),
                "The root element is " + root.name() + " of " + root.namespace() + ", not mets.");
        noteIds(root);
    }

    void add(Node section) {
        noteIds(section);
        switch (section.name()) {
            case "amdSec" -> addAmd(section);
            case "dmdSec" -> {
                identifiersByDmdSec.put(
                        section.attribute("ID"),
                        section.all("identifier").stream()
                                .map(node -> node.text().strip())
                                .toList());
                describedObjects.addAll(premis(section, "object"));
            }
            case "fileSec" -> addFiles(section, "");
            case "structMap" -> structMaps.add(section);
            default -> {
                // metsHdr, structLink and behaviorSec hold nothing to compare with the disk
            }
        }
    }

    private void addAmd(Node section) {
        var amd = new Amd(section, premis(section, "object"), premis(section, "event"), premis(section, "agent"));
        amds.add(amd);
        amdById.put(section.attribute("ID"), amd);
        section.children().forEach(part -> amdById.put(part.attribute("ID"), amd));
    }

    private static List<Node> premis(Node section, String name) {
        return section.all(name).stream()
                .filter(node -> node.namespace().equals(PREMIS))
                .toList();
    }

    private void addFiles(Node group, String use) {
        group.children("file").forEach(file -> addFile(file, use));
        group.children("fileGrp").forEach(below -> {
            var own = below.attribute("USE");
            addFiles(below, own.isEmpty() ? use : own);
        });
    }

    private void addFile(Node file, String use) {
        files.add(new FileEntry(file, use));
        file.children("file").forEach(below -> addFile(below, use));
    }

    private void noteIds(Node node) {
        if (node.namespace().equals(METS)) {
            noteId(node, "ID");
            for (var attribute : List.of("ADMID", "DMDID", "FILEID", "STRUCTID")) {
                node.words(attribute).forEach(id -> references.add(new Reference(attribute, node.place(), id)));
            }
        } else if (node.namespace().equals(PREMIS)) {
            noteId(node, "xmlID");
        }
        node.children().forEach(this::noteIds);
    }

    private void noteId(Node node, String attribute) {
        var id = node.attribute(attribute);
        if (!id.isEmpty()) {
            ids.computeIfAbsent(id, unused -> new ArrayList<>(1)).add(node.place());
        }
    }
}
