package testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Looks into XML documents in tests. */
public final class Xml {

    private Xml() {}

    public static Document parse(Path document) throws Exception {
        var builders = DocumentBuilderFactory.newDefaultInstance();
        builders.setNamespaceAware(true);
        builders.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return builders.newDocumentBuilder().parse(document.toFile());
    }

    /** Values of the nodes that an XPath without prefixes finds, in document order; use {@code *[local-name()='x']}. */
    public static List<String> all(Document document, String xpath) throws Exception {
        var nodes = (NodeList)
                XPathFactory.newDefaultInstance().newXPath().evaluate(expand(xpath), document, XPathConstants.NODESET);
        var values = new ArrayList<String>();
        for (int i = 0; i < nodes.getLength(); i++) {
            values.add(nodes.item(i).getTextContent().strip());
        }
        return values;
    }

    /** {@code ~name} stands for an element of that name in any namespace. */
    private static String expand(String xpath) {
        return xpath.replaceAll("~([A-Za-z]+)", "*[local-name()='$1']");
    }

    /** Canonical XML 1.0 with comments (W3C, 15 March 2001). */
    public static String canonical(Path document) throws Exception {
        var method = XMLSignatureFactory.getInstance("DOM")
                .newCanonicalizationMethod(
                        CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS, (C14NMethodParameterSpec) null);
        var data = new OctetStreamData(new ByteArrayInputStream(Files.readAllBytes(document)));
        try (var out = ((OctetStreamData) method.transform(data, null)).getOctetStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
