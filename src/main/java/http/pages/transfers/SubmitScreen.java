package http.pages.transfers;

import http.pages.Address;
import http.transfers.BrowseSources.Directory;
import http.uploads.UploadLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a transfer is chosen and submitted.
 *
 * @param directory the one that is looked into; empty before a source is chosen
 * @param proposed what the form begins with
 * @param uploads how large they may be
 */
public record SubmitScreen(
        List<String> sources,
        Optional<Directory> directory,
        List<String> configurations,
        Proposed proposed,
        UploadLimits uploads) {

    /** As another transfer was submitted that this one follows; empty texts where nothing is known. */
    public record Proposed(String name, String configuration, String accession) {}

    /** A step of the way down from the source. */
    public record Crumb(String name, Address address) {}

    /** What is submitted, as the API names it; empty while only a source is chosen. */
    public Optional<String> chosen() {
        return directory.filter(each -> !each.path().isEmpty()).map(each -> each.source() + ":" + each.path());
    }

    /** The name that the transfer has when nobody gives it one. */
    public String name() {
        if (!proposed.name().isEmpty()) {
            return proposed.name();
        }
        var path = directory.map(Directory::path).orElse("");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public Address source(String name) {
        return Address.of("/submit").with("source", name);
    }

    /** The way into a directory within the one that is looked into. */
    public Address into(String name) {
        var here = directory.orElseThrow();
        return source(here.source()).with("path", here.path().isEmpty() ? name : here.path() + "/" + name);
    }

    /** From the source down to here. */
    public List<Crumb> crumbs() {
        var here = directory.orElseThrow();
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(here.source(), source(here.source())));
        var path = new StringBuilder();
        for (var name : here.path().split("/", -1)) {
            if (!name.isEmpty()) {
                path.append(path.isEmpty() ? "" : "/").append(name);
                crumbs.add(new Crumb(name, source(here.source()).with("path", path)));
            }
        }
        return crumbs;
    }
}
