package packaging.xml;

/** The XML namespaces that our documents use, each with the one prefix it has in them. */
public enum Namespace {
    METS("mets", "http://www.loc.gov/METS/"),
    PREMIS("premis", "http://www.loc.gov/premis/v3"),
    XLINK("xlink", "http://www.w3.org/1999/xlink"),
    XSI("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    DC("dc", "http://purl.org/dc/elements/1.1/"),
    DCTERMS("dcterms", "http://purl.org/dc/terms/"),
    /** Our own words, used only where no standard has one. */
    MUNIMENT("muniment", "urn:muniment:mets:1");

    private final String prefix;
    private final String uri;

    Namespace(String prefix, String uri) {
        this.prefix = prefix;
        this.uri = uri;
    }

    public String prefix() {
        return prefix;
    }

    public String uri() {
        return uri;
    }
}
