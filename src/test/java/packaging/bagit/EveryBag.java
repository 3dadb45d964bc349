package packaging.bagit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A good or broken bag of one version, for tests of whatever judges bags.
 *
 * @param problem part of the sentence that says what is wrong; empty for a good bag
 */
public record EveryBag(String version, String name, String problem, BagRow row) {

    /** The versions of BagIt that there are. */
    public static final List<String> VERSIONS = List.of("0.93", "0.94", "0.95", "0.96", "0.97", "1.0");

    /** Each kind of bag in each version that it is for. */
    public static Stream<EveryBag> all() {
        return Stream.of(GoodBags.rows(), BrokenTags.rows(), BrokenFiles.rows())
                .flatMap(rows -> rows)
                .flatMap(row -> VERSIONS.stream()
                        .filter(row::isFor)
                        .map(version -> new EveryBag(version, row.name(), row.problem(), row)));
    }

    /** Writes it at a path where nothing is yet. */
    public Path at(Path root) {
        row.making().accept(new SampleBag(root, version));
        return root;
    }

    /** Nothing is wrong with it. */
    public boolean isGood() {
        return problem.isEmpty();
    }

    @Override
    public String toString() {
        return version + " " + name;
    }
}
