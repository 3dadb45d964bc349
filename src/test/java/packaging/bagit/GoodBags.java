package packaging.bagit;

import static packaging.bagit.BagRow.good;

import java.util.Locale;
import java.util.stream.Stream;

/** Bags of every version with nothing wrong with them. */
final class GoodBags {

    private GoodBags() {}

    static Stream<BagRow> rows() {
        return Stream.of(
                good("a plain bag", SampleBag::seal),
                good("four algorithms", bag -> bag.algorithms("md5", "sha1", "sha256", "sha512")
                        .seal()),
                good("an algorithm that few use", bag -> bag.algorithms("sha224")
                        .seal()),
                good("no tag manifest and no metadata", bag -> bag.delete(bag.info())
                        .sealPayload()),
                good("upper case digests", bag -> upperCase(bag.sealPayload()).sealTags()),
                good("CR LF line ends", bag -> lineEnds(bag.sealPayload(), "\r\n")
                        .sealTags()),
                good("CR line ends", bag -> lineEnds(bag.sealPayload(), "\r").sealTags()),
                good("no line end at the end", bag -> unended(bag.sealPayload()).sealTags()),
                good("a tab between digest and path", bag -> bag.sealPayload()
                        .replace("manifest-sha256.txt", "  ", "\t")
                        .sealTags()),
                good("names with blanks, quotes and accents", bag -> bag.write("data/a 'b' \"c\" \u00e9.txt", "")
                        .write(bag.info(), "Payload-Oxum: 27.3\n")
                        .seal()),
                good("a name with a percent sign", bag -> bag.write("data/100%25.txt", "")
                        .write(bag.info(), "Payload-Oxum: 27.3\n")
                        .seal()),
                good("an empty payload directory", bag -> bag.delete("data/letter.txt")
                        .delete("data/photos/one.jpg")
                        .write(bag.info(), "Payload-Oxum: 0.0\n")
                        .seal()),
                good("a tag directory", bag -> bag.write("notes/read.me", "hello")
                        .seal()),
                good("tag files in UTF-16", bag -> bag.encoding("UTF-16BE")
                        .write(bag.info(), "Payload-Oxum: 27.2\n")
                        .seal()),
                good("tag files in Latin-1", bag -> bag.encoding("ISO-8859-1")
                        .write(bag.info(), "Contact-Name: Andr\u00e9\n")
                        .seal()),
                good("something to fetch that is there", bag -> bag.write(
                                "fetch.txt", "https://example.org/letter 9 data/letter.txt\n")
                        .seal()),
                good("metadata that is continued and repeated", bag -> bag.write(
                                bag.info(), "Contact-Name: A\nContact-Name: B\n   and C\n")
                        .seal()),
                good("paths that begin with ./", bag -> bag.sealPayload()
                        .replace("manifest-sha256.txt", "data/", "./data/")
                        .sealTags()),
                good("a bag in the bag", bag -> bag.write("data/bag/bagit.txt", "BagIt-Version: 9.9\n")
                        .write("data/bag/manifest-md5.txt", "?")
                        .write(bag.info(), "")
                        .seal()));
    }

    private static SampleBag upperCase(SampleBag bag) {
        var digest = SampleBag.digest("sha256", bag.root.resolve("data/letter.txt"));
        return bag.replace("manifest-sha256.txt", digest, digest.toUpperCase(Locale.ROOT));
    }

    private static SampleBag lineEnds(SampleBag bag, String end) {
        return bag.replace("manifest-sha256.txt", "\n", end);
    }

    private static SampleBag unended(SampleBag bag) {
        return bag.write("manifest-sha256.txt", bag.read("manifest-sha256.txt").stripTrailing());
    }
}
