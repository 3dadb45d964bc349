package preservation.mets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import packaging.mets.DmdSec;
import packaging.xml.Namespace;
import preservation.descriptions.Description;

/**
 * Makes descriptive sections of a row: one of its {@code dc.} and {@code dcterms.} columns, one of all the others. The
 * section of a row that describes nothing says so in its label.
 */
final class DescriptiveSections {

    private static final Pattern TERM = Pattern.compile("(dc|dcterms)\\.([A-Za-z][A-Za-z0-9]*)");

    private DescriptiveSections() {}

    static List<DmdSec> of(Description row) {
        var label = row.entry().isPresent()
                ? ""
                : "describes no file of the transfer: " + row.filename() + " (" + row.list() + ", line " + row.line()
                        + ")";
        var terms = new ArrayList<DmdSec.DcTerm>();
        var others = new ArrayList<DmdSec.CustomTerm>();
        for (var value : row.values()) {
            var term = dublinCore(value);
            term.ifPresent(terms::add);
            if (term.isEmpty()) {
                others.add(new DmdSec.CustomTerm(value.name(), value.value()));
            }
        }
        var sections = new ArrayList<DmdSec>();
        if (!terms.isEmpty()) {
            sections.add(DmdSec.dublinCore(terms, label));
        }
        if (!others.isEmpty()) {
            sections.add(DmdSec.custom(others, label));
        }
        return sections;
    }

    private static Optional<DmdSec.DcTerm> dublinCore(Description.Value value) {
        var name = TERM.matcher(value.name());
        if (!name.matches()) {
            return Optional.empty();
        }
        var namespace = name.group(1).equals("dc") ? Namespace.DC : Namespace.DCTERMS;
        return Optional.of(new DmdSec.DcTerm(namespace, name.group(2), value.value()));
    }
}
