package packaging.bagit;

import static packaging.bagit.BagRow.bad;

import java.util.stream.Stream;

/** Bags of every version whose tag files have something wrong with them. */
final class BrokenTags {

    private BrokenTags() {}

    static Stream<BagRow> rows() {
        return Stream.of(declarations(), manifests(), tagManifests(), metadata())
                .flatMap(rows -> rows);
    }

    private static Stream<BagRow> declarations() {
        return Stream.of(
                bad("no declaration", "bagit.txt: is missing", bag -> bag.seal().delete("bagit.txt")),
                bad("a version that is not known", "version 2.0 is not known", bag -> bag.write(
                                "bagit.txt", "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n")
                        .seal()),
                bad("a version that is no number", "first line", bag -> bag.write(
                                "bagit.txt", "BagIt-Version: one\nTag-File-Character-Encoding: UTF-8\n")
                        .seal()),
                bad("blanks before the version", "first line", bag -> bag.replace(
                                "bagit.txt", "BagIt-Version: ", "BagIt-Version:   ")
                        .seal()),
                bad("a blank before the colon", "first line", bag -> bag.replace(
                                "bagit.txt", "BagIt-Version:", "BagIt-Version :")
                        .seal()),
                bad("no encoding", "second line", bag -> bag.write("bagit.txt", "BagIt-Version: " + bag.version + "\n")
                        .seal()),
                bad("an encoding that is not known", "encoding UTF-99 is not known", bag -> bag.replace(
                                "bagit.txt", "UTF-8", "UTF-99")
                        .seal()),
                bad("a third line in the declaration", "more than two lines", bag -> bag.append(
                                "bagit.txt", "Extra: yes\n")
                        .seal()),
                bad("the lines of the declaration the other way round", "first line", bag -> bag.write(
                                "bagit.txt", "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: " + bag.version + "\n")
                        .seal()),
                bad("a byte order mark in the declaration", "byte order mark", bag -> bag.write(
                                "bagit.txt", "\uFEFF" + bag.read("bagit.txt"))
                        .seal()),
                bad("an empty declaration", "first line", bag -> bag.write("bagit.txt", "")
                        .seal()));
    }

    private static Stream<BagRow> manifests() {
        return Stream.of(
                bad("a byte order mark in a manifest", "1.0", "byte order mark", bag -> bag.sealPayload()
                        .write("manifest-sha256.txt", "\uFEFF" + bag.read("manifest-sha256.txt"))
                        .sealTags()),
                bad("no payload manifest", "manifest-<algorithm>.txt: is missing", bag -> bag.seal()
                        .delete("manifest-sha256.txt")
                        .sealTags()),
                bad(
                        "only an algorithm that is not known",
                        "manifest-foo9.txt: can't be checked",
                        bag -> bag.sealPayload()
                                .write("manifest-foo9.txt", bag.read("manifest-sha256.txt"))
                                .delete("manifest-sha256.txt")
                                .sealTags()),
                bad("a manifest that is not text", "not UTF-8", bag -> bag.sealPayload()
                        .write("manifest-sha256.txt", new byte[] {'a', (byte) 0xC3, (byte) 0x28, '\n'})
                        .sealTags()),
                bad("a manifest line without a path", "is not a digest, blanks and a path", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", "abcdef\n")
                        .sealTags()),
                bad("a digest that is not hexadecimal", "is not a digest", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", "xyz  data/letter.txt\n")
                        .sealTags()),
                bad("a digest of another length", "has no sha256 digest for data/letter.txt", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", "abcd  data/letter.txt\n")
                        .sealTags()),
                bad("a file listed twice", "1.0", "data/letter.txt is listed before", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", bag.line("sha256", "data/letter.txt"))
                        .sealTags()));
    }

    private static Stream<BagRow> tagManifests() {
        return Stream.of(
                bad("a tag file that changed", "is not what tagmanifest-sha256.txt says", bag -> bag.seal()
                        .append(bag.info(), "Contact-Name: B\n")),
                bad(
                        "a manifest that changed",
                        "manifest-sha256.txt: is not what tagmanifest-sha256.txt says",
                        bag -> bag.seal().replace("manifest-sha256.txt", "\n", "\r\n")),
                bad("a tag file that is missing", "notes.txt: is missing", bag -> bag.write("notes.txt", "x")
                        .seal()
                        .delete("notes.txt")),
                bad("a tag manifest that lists payload", "is payload", bag -> bag.seal()
                        .append("tagmanifest-sha256.txt", bag.line("sha256", "data/letter.txt"))),
                bad(
                        "a tag manifest without the payload manifest",
                        "1.0",
                        "is not listed in tagmanifest",
                        bag -> bag.sealPayload().write("tagmanifest-sha256.txt", bag.line("sha256", "bagit.txt"))));
    }

    private static Stream<BagRow> metadata() {
        return Stream.of(
                bad("an Oxum with other bytes", "Payload-Oxum says 28 bytes", bag -> bag.write(
                                bag.info(), "Payload-Oxum: 28.2\n")
                        .seal()),
                bad("an Oxum with other files", "Payload-Oxum says 27 bytes in 3 files", bag -> bag.write(
                                bag.info(), "Payload-Oxum: 27.3\n")
                        .seal()),
                bad("an Oxum that is no Oxum", "is not two numbers", bag -> bag.write(
                                bag.info(), "Payload-Oxum: many\n")
                        .seal()),
                bad("two Oxums", "1.0", "more than one Payload-Oxum", bag -> bag.write(
                                bag.info(), "Payload-Oxum: 27.2\nPayload-Oxum: 27.2\n")
                        .seal()),
                bad("metadata without a colon", "is not a label, a colon", bag -> bag.write(
                                bag.info(), "Contact-Name A. Person\n")
                        .seal()));
    }
}
