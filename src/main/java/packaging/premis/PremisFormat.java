package packaging.premis;

/**
 * The format of a file.
 *
 * @param version empty where there is none
 * @param puid the key in the PRONOM registry; empty where it is not known
 */
public record PremisFormat(String name, String version, String puid) {

    /** PREMIS wants a format of every file, so that of an unidentified one has this name. */
    public static final PremisFormat UNKNOWN = new PremisFormat("Unknown", "", "");
}
