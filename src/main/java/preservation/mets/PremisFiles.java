package preservation.mets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import model.ChecksumAlgorithm;
import model.FileFacts;
import model.Finding;
import model.Format;
import model.ToolId;
import packaging.premis.PremisFormat;
import packaging.premis.PremisObject;
import packaging.xml.XmlFragment;
import packaging.xml.XmlName;
import preservation.ActionContext;

/** Makes the PREMIS object of a file out of what the register knows of it. Events are made elsewhere. */
record PremisFiles(ActionContext context) {

    PremisObject.File of(FileFacts facts) {
        return new PremisObject.File(
                facts.id(),
                XmlName.of(facts.originalPath()),
                fixity(facts.checksums()),
                facts.size(),
                facts.format().map(PremisFiles::format).orElse(PremisFormat.UNKNOWN),
                facts.modified(),
                extensions(facts));
    }

    private static Map<String, String> fixity(Map<ChecksumAlgorithm, String> checksums) {
        var digests = new LinkedHashMap<String, String>();
        new TreeMap<>(checksums).forEach((algorithm, digest) -> digests.put(algorithm.javaName(), digest));
        return digests;
    }

    private static PremisFormat format(Format format) {
        return new PremisFormat(format.name(), format.version(), format.puid());
    }

    private List<XmlFragment> extensions(FileFacts facts) {
        var extensions = new ArrayList<XmlFragment>();
        for (var dated : facts.findings()) {
            if (dated.finding() instanceof Finding.Characterized found
                    && !found.output().isEmpty()) {
                var tool = found.tool().or(dated::tool).map(ToolId::toString).orElse("");
                extensions.add(new Extension(context, tool, found.output()));
            }
        }
        return extensions;
    }
}
