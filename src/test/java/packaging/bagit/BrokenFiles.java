package packaging.bagit;

import static packaging.bagit.BagRow.bad;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Bags of every version whose files, or the paths that name them, have something wrong with them. */
final class BrokenFiles {

    private BrokenFiles() {}

    static Stream<BagRow> rows() {
        return Stream.of(payload(), paths(), links(), fetching()).flatMap(rows -> rows);
    }

    private static Stream<BagRow> payload() {
        return Stream.of(
                bad("no payload directory", "data: the directory is missing", bag -> bag.delete("data/letter.txt")
                        .delete("data/photos/one.jpg")
                        .delete("data/photos")
                        .delete("data")
                        .write(bag.info(), "")
                        .seal()),
                bad(
                        "a payload file that changed",
                        "data/letter.txt: is not what manifest-sha256.txt says",
                        bag -> bag.seal().write("data/letter.txt", "Dear ALL\n")),
                bad(
                        "a payload file that is missing",
                        "data/letter.txt: is missing, but manifest-sha256.txt",
                        bag -> bag.write(bag.info(), "").seal().delete("data/letter.txt")),
                bad(
                        "a payload file that nobody lists",
                        "data/more.txt: is in the payload, but",
                        bag -> bag.write(bag.info(), "").seal().write("data/more.txt", "")),
                bad(
                        "a file in one manifest of two only",
                        "1.0",
                        "manifest-md5.txt does not list it",
                        bag -> bag.algorithms("md5", "sha256")
                                .sealPayload()
                                .write("manifest-md5.txt", bag.line("md5", "data/letter.txt"))
                                .sealTags()),
                bad("a wrong digest in the second manifest", "manifest-sha512.txt says", bag -> bag.algorithms(
                                "md5", "sha512")
                        .sealPayload()
                        .replace(
                                "manifest-sha512.txt",
                                SampleBag.digest("sha512", bag.root.resolve("data/letter.txt")),
                                "0".repeat(128))
                        .sealTags()));
    }

    private static Stream<BagRow> paths() {
        return Stream.of(
                bad("a path with ..", "leads out of the bag", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", "0".repeat(64) + "  data/../../secret\n")
                        .sealTags()),
                bad("a path with an escaped ..", "1.0", "leads out of the bag", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", "0".repeat(64) + "  ../secret\n")
                        .sealTags()),
                bad("an absolute path", "is an absolute path", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", "0".repeat(64) + "  /etc/passwd\n")
                        .sealTags()),
                bad("a path from home", "is an absolute path", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", "0".repeat(64) + "  ~root/.profile\n")
                        .sealTags()),
                bad("a path with ../ in a tag manifest", "leads out of the bag", bag -> bag.seal()
                        .append("tagmanifest-sha256.txt", "0".repeat(64) + "  ../secret\n")),
                bad("payload outside of data/", "is not below data/", bag -> bag.sealPayload()
                        .append("manifest-sha256.txt", bag.line("sha256", "bagit.txt"))
                        .sealTags()),
                bad("paths as Windows writes them", "paths are written with /", bag -> bag.sealPayload()
                        .replace("manifest-sha256.txt", "data/letter.txt", "data\\letter.txt")
                        .sealTags()));
    }

    private static Stream<BagRow> links() {
        return Stream.of(
                bad("a link to a file outside", "data/link: is a symbolic link", bag -> bag.seal()
                        .link("data/link", Path.of("/etc/passwd"))),
                bad("a link to a file inside", "data/link: is a symbolic link", bag -> bag.seal()
                        .link("data/link", Path.of("letter.txt"))),
                bad("a link to a directory outside", "data/up: is a symbolic link", bag -> bag.seal()
                        .link("data/up", Path.of("/etc"))),
                bad("a declaration that is a link", "bagit.txt: is missing", bag -> bag.seal()
                        .write("elsewhere.txt", bag.read("bagit.txt"))
                        .delete("bagit.txt")
                        .link("bagit.txt", Path.of("elsewhere.txt"))));
    }

    private static Stream<BagRow> fetching() {
        return Stream.of(
                bad("something to fetch that is not there", "data/far.txt: is missing; fetch.txt", bag -> bag.write(
                                bag.info(), "")
                        .write("fetch.txt", "https://example.org/far 9 data/far.txt\n")
                        .sealPayload()
                        .append("manifest-sha256.txt", "0".repeat(64) + "  data/far.txt\n")
                        .sealTags()),
                bad(
                        "something to fetch that no manifest lists",
                        "1.0",
                        "data/far.txt: is in fetch.txt, but not in",
                        bag -> bag.write("fetch.txt", "https://example.org/far 9 data/far.txt\n")
                                .seal()),
                bad("something to fetch to elsewhere", "leads out of the bag", bag -> bag.write(
                                "fetch.txt", "https://example.org/far 9 ../far.txt\n")
                        .seal()),
                bad("a tag file to fetch", "only payload is fetched", bag -> bag.write(
                                "fetch.txt", "https://example.org/far 9 bag-info.txt\n")
                        .seal()),
                bad("a fetch line without a length", "is not a URL, a length and a path", bag -> bag.write(
                                "fetch.txt", "https://example.org/far data/letter.txt\n")
                        .seal()),
                bad("a fetch line without a URL", "is not an absolute URL", bag -> bag.write(
                                "fetch.txt", "far.txt 9 data/letter.txt\n")
                        .seal()));
    }
}
