package tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import model.Format;
import uk.gov.nationalarchives.droid.container.AbstractContainerIdentifier;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationResult;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationResultCollection;
import uk.gov.nationalarchives.droid.core.interfaces.RequestIdentifier;
import uk.gov.nationalarchives.droid.core.interfaces.resource.FileSystemIdentificationRequest;
import uk.gov.nationalarchives.droid.core.interfaces.resource.RequestMetaData;
import uk.gov.nationalarchives.droid.core.signature.FileFormat;

/**
 * The order of questions by which DROID's hits become one format: signatures, then what is inside a container, then the
 * priorities of PRONOM, and the extension only when all that is silent. Knows no time limit.
 */
final class FormatSearch {

    private static final String ZIP = "x-fmt/263";
    private static final String OLE2 = "fmt/111";
    private static final int CANDIDATES_SHOWN = 10;

    private final LoadedSignatures signatures;

    FormatSearch(LoadedSignatures signatures) {
        this.signatures = signatures;
    }

    Identification identify(Path file, String name) throws IOException {
        var about = new RequestMetaData(
                Files.size(file), Files.getLastModifiedTime(file).toMillis(), name);
        try (var request = new FileSystemIdentificationRequest(about, new RequestIdentifier(file.toUri()))) {
            request.open(file);
            var problems = new ArrayList<String>();
            var hits = signatureHits(request, file, problems);
            return hits.isEmpty() ? byExtension(request, problems) : oneOf(hits, request.getExtension(), problems);
        }
    }

    boolean knows(String puid) {
        return signatures.format(puid).isPresent();
    }

    private List<Hit> signatureHits(FileSystemIdentificationRequest request, Path file, List<String> problems)
            throws IOException {
        if (request.size() == 0) {
            return List.of();
        }
        var binary = hits(signatures.binary().matchBinarySignatures(request), "Signature");
        var inside = container(binary)
                .map(identifier -> inside(identifier, request, file, problems))
                .orElse(List.of());
        return withoutOverruled(inside.isEmpty() ? binary : inside);
    }

    private Optional<AbstractContainerIdentifier> container(List<Hit> hits) {
        for (var hit : hits) {
            if (hit.puid().equals(ZIP)) {
                return Optional.of(signatures.zip());
            }
            if (hit.puid().equals(OLE2)) {
                return Optional.of(signatures.ole2());
            }
        }
        return Optional.empty();
    }

    private List<Hit> inside(
            AbstractContainerIdentifier identifier,
            FileSystemIdentificationRequest request,
            Path file,
            List<String> problems) {
        try {
            ContainerBounds.check(file);
            return hits(identifier.submit(request), "Container");
        } catch (IOException | RuntimeException broken) { // the file is still what its first bytes say
            problems.add("it could not be opened as a container: " + broken.getMessage());
            return List.of();
        }
    }

    private List<Hit> hits(IdentificationResultCollection results, String method) {
        var hits = new ArrayList<Hit>();
        var seen = new HashSet<String>();
        for (IdentificationResult result : results.getResults()) {
            if (seen.add(result.getPuid())) {
                hits.add(new Hit(result.getPuid(), signatures.format(result.getPuid()), method));
            }
        }
        return hits;
    }

    /** PRONOM says of some formats that they are the better answer than others. */
    private static List<Hit> withoutOverruled(List<Hit> hits) {
        var overruled = new HashSet<Integer>();
        hits.forEach(hit -> hit.known().ifPresent(format -> overruled.addAll(format.getFormatIdsHasPriorityOver())));
        return hits.stream()
                .filter(hit -> hit.known()
                        .map(format -> !overruled.contains(format.getID()))
                        .orElse(true))
                .toList();
    }

    private Identification oneOf(List<Hit> hits, String extension, List<String> problems) {
        // Sorting is stable and DROID's order that of the signature file, so the same file always gets the same answer.
        var best = hits.stream().filter(hit -> hit.fits(extension)).findFirst().orElse(hits.get(0));
        if (hits.size() > 1) {
            problems.add("several formats match: " + puids(hits));
        }
        if (!best.fits(extension)) {
            problems.add("the file extension does not go with the format");
        }
        return new Identification(Optional.of(best.format()), sentence(problems));
    }

    private Identification byExtension(FileSystemIdentificationRequest request, List<String> problems) {
        var candidates = withoutOverruled(hits(signatures.binary().matchExtensions(request, false), "Extension"));
        if (candidates.isEmpty()) {
            return Identification.none(sentence(problems));
        }
        if (candidates.size() > 1) {
            problems.add("no signature matches, and the extension goes with several formats: " + puids(candidates));
            return Identification.none(sentence(problems));
        }
        problems.add("no signature matches; identified by the file extension alone");
        return new Identification(Optional.of(candidates.get(0).format()), sentence(problems));
    }

    private static String puids(List<Hit> hits) {
        var shown = hits.stream().limit(CANDIDATES_SHOWN).map(Hit::puid).collect(Collectors.joining(", "));
        return hits.size() > CANDIDATES_SHOWN ? shown + " and more" : shown;
    }

    private static String sentence(List<String> problems) {
        return String.join("; ", problems);
    }

    /** One of DROID's answers. {@code known} is empty when the container file is newer than the binary one. */
    private record Hit(String puid, Optional<FileFormat> known, String method) {

        boolean fits(String extension) {
            return known.map(format -> !mismatch(format, extension)).orElse(true);
        }

        Format format() {
            return new Format(
                    puid,
                    known.map(FileFormat::getName).orElse(""),
                    known.map(FileFormat::getVersion).orElse(""),
                    known.map(FileFormat::getMimeType).orElse(""),
                    method);
        }

        private static boolean mismatch(FileFormat format, String extension) {
            if (extension == null || extension.isEmpty()) {
                return format.getNumExtensions() > 0;
            }
            return format.hasExtensionMismatch(extension);
        }
    }
}
