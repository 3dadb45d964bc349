package checker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A small AIP of our own, written by hand, and the source that it could have come from: five files that stay, one of them
 * renamed because its name is not valid UTF-8, one that was removed, and an empty directory.
 */
final class SampleAip {

    static final String UUID_OF_AIP = "0a5d7b84-26b5-4b4b-9d0a-5a2f2f1f7c11";

    private record Entry(String original, String path, String content, String use) {
        String uuid() {
            return UUID.nameUUIDFromBytes(original.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toString();
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            new Entry("objects/a.txt", "objects/a.txt", "alpha\n", "original"),
            new Entry("objects/b/c.txt", "objects/b/c.txt", "gamma\n", "original"),
            new Entry("objects/b/zero", "objects/b/zero", "", "original"),
            new Entry("objects/caf%E9.txt", "objects/caf_.txt", "coffee\n", "original"),
            new Entry("metadata/note.txt", "objects/metadata/transfers/t/note.txt", "note\n", "metadata"));

    final Path source;
    final Path aip;

    SampleAip(Path directory) throws IOException {
        source = directory.resolve("source");
        aip = directory.resolve("sample-" + UUID_OF_AIP);
        Files.createDirectories(aip.resolve("data/objects/empty"));
        write(source.resolve("objects/Thumbs.db"), "thumbs");
        for (var entry : ENTRIES) {
            // The one door to a name that is not valid UTF-8 is a URI.
            write(
                    Path.of(URI.create(
                            source.toUri() + (source.toUri().toString().endsWith("/") ? "" : "/") + entry.original())),
                    entry.content());
            write(aip.resolve("data").resolve(entry.path()), entry.content());
        }
        write(aip.resolve("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        write(mets(), metsText());
        rebag();
    }

    Path mets() {
        return aip.resolve("data/METS." + UUID_OF_AIP + ".xml");
    }

    Path in(String path) {
        return aip.resolve(path);
    }

    String sha256(String path) throws IOException {
        return new DiskFile(in(path)).sha256();
    }

    static String uuidOf(String original) {
        return new Entry(original, "", "", "").uuid();
    }

    /** Changes the METS and makes the bag right again, so that the METS alone is to blame. */
    void editMets(UnaryOperator<String> change) throws IOException {
        var before = Files.readString(mets());
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException("the mutation changed nothing");
        }
        Files.writeString(mets(), after);
        rebag();
    }

    void edit(String path, UnaryOperator<String> change) throws IOException {
        Files.writeString(in(path), change.apply(Files.readString(in(path))));
    }

    /** Writes bag-info and both manifests for what lies there now. */
    void rebag() throws IOException {
        long bytes = 0;
        var manifest = new StringBuilder();
        var payload = files("data");
        for (var file : payload) {
            bytes += Files.size(file);
            manifest.append(new DiskFile(file).sha256())
                    .append("  ")
                    .append(aip.relativize(file))
                    .append('\n');
        }
        write(in("manifest-sha256.txt"), manifest.toString());
        write(
                in("bag-info.txt"),
                "Bagging-Date: 2026-11-24\nExternal-Identifier: " + UUID_OF_AIP + "\nPayload-Oxum: " + bytes + "."
                        + payload.size() + "\n");
        retag();
    }

    /** Writes the tag manifest again, so that a changed tag file is not found by its digest alone. */
    void retag() throws IOException {
        var tags = new StringBuilder();
        for (var name : List.of("bag-info.txt", "bagit.txt", "manifest-sha256.txt")) {
            tags.append(sha256(name)).append("  ").append(name).append('\n');
        }
        write(in("tagmanifest-sha256.txt"), tags.toString());
    }

    private List<Path> files(String below) throws IOException {
        try (var walk = Files.walk(in(below))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String metsText() throws IOException {
        var amds = new StringBuilder();
        var originals = new StringBuilder();
        var metadata = new StringBuilder();
        int number = 0;
        for (var entry : ENTRIES) {
            number++;
            amds.append(amdSec(entry, number, "message digest calculation"));
            (entry.use().equals("original") ? originals : metadata).append(fileElement(entry, number));
        }
        amds.append(removed(number + 1));
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:premis="http://www.loc.gov/premis/v3"
                xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
            <mets:metsHdr CREATEDATE="2026-11-24T00:00:00Z"/>
            """
                + amds + "<mets:fileSec>\n<mets:fileGrp USE=\"original\">\n" + originals
                + "</mets:fileGrp>\n<mets:fileGrp USE=\"metadata\">\n" + metadata + "</mets:fileGrp>\n</mets:fileSec>\n"
                + SampleStructMaps.text(ENTRIES.stream().map(Entry::path).toList(), paths -> fileId(paths))
                + "</mets:mets>\n";
    }

    private static String fileId(String path) {
        return ENTRIES.stream()
                .filter(entry -> entry.path().equals(path))
                .map(entry -> "file-" + entry.uuid())
                .findFirst()
                .orElseThrow();
    }

    private static String fileElement(Entry entry, int number) {
        return "<mets:file ID=\"file-%s\" GROUPID=\"Group-%s\" ADMID=\"amdSec_%d\">"
                        .formatted(entry.uuid(), entry.uuid(), number)
                + "<mets:FLocat xlink:href=\"%s\" LOCTYPE=\"OTHER\" OTHERLOCTYPE=\"SYSTEM\"/></mets:file>%n"
                        .formatted(entry.path());
    }

    private String removed(int number) throws IOException {
        var entry = new Entry("objects/Thumbs.db", "", "thumbs", "original");
        return amdSec(entry, number, "file removed");
    }

    private String amdSec(Entry entry, int number, String eventType) throws IOException {
        var file = Files.createTempFile("sample", null);
        Files.writeString(file, entry.content());
        var disk = new DiskFile(file);
        var sections = new ArrayList<String>();
        sections.add(
                "<mets:techMD ID=\"techMD_%d\"><mets:mdWrap MDTYPE=\"PREMIS:OBJECT\"><mets:xmlData>%n".formatted(number)
                        + objectText(entry, disk) + "</mets:xmlData></mets:mdWrap></mets:techMD>\n");
        sections.add(digiprov(number * 2 - 1, "EVENT", eventText(entry, eventType)));
        sections.add(digiprov(number * 2, "AGENT", AGENT));
        Files.delete(file);
        return "<mets:amdSec ID=\"amdSec_%d\">%n".formatted(number) + String.join("", sections) + "</mets:amdSec>\n";
    }

    private static String digiprov(int number, String type, String content) {
        return "<mets:digiprovMD ID=\"digiprovMD_%d\"><mets:mdWrap MDTYPE=\"PREMIS:%s\"><mets:xmlData>%n"
                        .formatted(number, type)
                + content + "</mets:xmlData></mets:mdWrap></mets:digiprovMD>\n";
    }

    private static String objectText(Entry entry, DiskFile disk) {
        return """
            <premis:object xsi:type="premis:file" version="3.0">
            <premis:objectIdentifier><premis:objectIdentifierType>UUID</premis:objectIdentifierType>\
            <premis:objectIdentifierValue>%s</premis:objectIdentifierValue></premis:objectIdentifier>
            <premis:objectCharacteristics>
            <premis:fixity><premis:messageDigestAlgorithm>SHA-256</premis:messageDigestAlgorithm>\
            <premis:messageDigest>%s</premis:messageDigest></premis:fixity>
            <premis:size>%d</premis:size>
            <premis:format><premis:formatDesignation><premis:formatName>Plain Text File</premis:formatName>\
            </premis:formatDesignation></premis:format>
            </premis:objectCharacteristics>
            <premis:originalName>%s</premis:originalName>
            </premis:object>
            """
                .formatted(entry.uuid(), disk.sha256(), disk.size(), entry.original());
    }

    private static String eventText(Entry entry, String type) {
        return """
            <premis:event version="3.0">
            <premis:eventIdentifier><premis:eventIdentifierType>UUID</premis:eventIdentifierType>\
            <premis:eventIdentifierValue>%s</premis:eventIdentifierValue></premis:eventIdentifier>
            <premis:eventType>%s</premis:eventType>
            <premis:eventDateTime>2026-11-24T00:00:00Z</premis:eventDateTime>
            <premis:linkingAgentIdentifier>\
            <premis:linkingAgentIdentifierType>preservation system</premis:linkingAgentIdentifierType>\
            <premis:linkingAgentIdentifierValue>Sample-1</premis:linkingAgentIdentifierValue>\
            </premis:linkingAgentIdentifier>
            <premis:linkingObjectIdentifier>\
            <premis:linkingObjectIdentifierType>UUID</premis:linkingObjectIdentifierType>\
            <premis:linkingObjectIdentifierValue>%s</premis:linkingObjectIdentifierValue>\
            </premis:linkingObjectIdentifier>
            </premis:event>
            """
                .formatted(uuidOf(entry.original() + type), type, entry.uuid());
    }

    private static final String AGENT =
            """
            <premis:agent version="3.0">
            <premis:agentIdentifier><premis:agentIdentifierType>preservation system</premis:agentIdentifierType>\
            <premis:agentIdentifierValue>Sample-1</premis:agentIdentifierValue></premis:agentIdentifier>
            <premis:agentName>Sample</premis:agentName>
            </premis:agent>
            """;
}
