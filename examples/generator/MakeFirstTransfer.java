import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Writes the transfer that README.md's first command takes: java examples/generator/MakeFirstTransfer.java DIRECTORY. The same Java
 * gives the same bytes; what is committed was written by Java 17. All that it writes is of our own making.
 */
public final class MakeFirstTransfer {

    private static final String PLAIN = """
        To the keeper of the muniment room.

        Herewith the papers of the harbour office: a charter, a plan, three pictures of the seal
        and the bell as it sounded. Please keep them together.
        """;

    private static final String GERMAN = """
        Liebe Grüße aus Zürich.

        Die Abschrift der Urkunde liegt bei; das Siegel fehlt. Über die Größe gibt das Verzeichnis Auskunft.
        """;

    private static final String CSV = """
        shelfmark,title,date,leaves
        HO/1,Charter of the harbour,1423,1
        HO/2,"Plan of the quay, coloured",1788,1
        HO/3,Minutes of the harbour office,1901,12
        """;

    private static final String JSON = """
        {
          "collection": "Harbour office",
          "extent": { "items": 3, "leaves": 14 },
          "languages": ["en", "de"],
          "open": true
        }
        """;

    private static final String XML = """
        <?xml version="1.0" encoding="UTF-8"?>
        <findingAid>
          <title>Papers of the harbour office</title>
          <series n="1">
            <item shelfmark="HO/1" date="1423">Charter of the harbour</item>
            <item shelfmark="HO/2" date="1788">Plan of the quay</item>
          </series>
        </findingAid>
        """;

    private static final String SVG = """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="240" height="120" viewBox="0 0 240 120">
          <title>Plan of the quay</title>
          <rect x="0" y="0" width="240" height="120" fill="#dce8f0"/>
          <path d="M 10 100 L 90 60 L 230 60 L 230 110 L 10 110 Z" fill="#d8c8a0" stroke="#403020" stroke-width="2"/>
          <circle cx="120" cy="85" r="12" fill="none" stroke="#a02020" stroke-width="3"/>
        </svg>
        """;

    private static final String HTML = """
        <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
        <html lang="en">
        <head>
        <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
        <title>Harbour office</title>
        </head>
        <body>
        <h1>Harbour office</h1>
        <p>Three items, fourteen leaves.</p>
        </body>
        </html>
        """;

    private static final String DEED = """
        Deed of gift

        The harbour office gives its papers to the muniment room, to be kept for ever and shown to anyone.
        Signed at the quay, 24 November 2026.
        """;

    private final Path top;

    private MakeFirstTransfer(Path top) {
        this.top = top;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        new MakeFirstTransfer(Path.of(args[0])).run();
    }

    private void run() throws Exception {
        text("objects/letters/letter.txt", PLAIN);
        text("objects/letters/Grüße aus Zürich.txt", GERMAN);
        text("objects/lists/inventory.csv", CSV);
        text("objects/lists/collection.json", JSON);
        text("objects/lists/finding-aid.xml", XML);
        text("objects/plans/quay.svg", SVG);
        text("objects/pages/index.html", HTML);
        for (var format : List.of("png", "jpg", "gif", "bmp", "tiff")) {
            image("objects/pictures/seal." + (format.equals("tiff") ? "tif" : format), format);
        }
        bytes("objects/sounds/bell.wav", bell());
        bytes("objects/charter.pdf", new Pdf().bytes());
        bytes("objects/minutes.odt", minutes());
        text("metadata/submissionDocumentation/deed-of-gift.txt", DEED);
        text("metadata/metadata.csv", """
            filename,dc.title,dc.creator,dc.date,dc.type,dc.language,shelfmark
            objects,Papers of the harbour office,Harbour office,1423/1901,Collection,en,HO
            objects/charter.pdf,Charter of the harbour,Harbour office,1423,Text,en,HO/1
            objects/plans/quay.svg,"Plan of the quay, coloured",Harbour office,1788,Image,,HO/2
            objects/letters/Grüße aus Zürich.txt,Letter from Zürich,,1902,Text,de,HO/4
            objects/sounds/bell.wav,The harbour bell,,2026,Sound,,HO/5
            """);
        checksums();
    }

    private void checksums() throws Exception {
        var objects = top.resolve("objects");
        var lines = new StringBuilder();
        try (var walk = Files.walk(objects)) {
            for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
                var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                lines.append(HexFormat.of().formatHex(digest)).append("  ").append(objects.relativize(file)).append('\n');
            }
        }
        text("metadata/checksum.sha256", lines.toString());
    }

    private void image(String path, String format) throws IOException {
        var image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 96; y++) {
            for (int x = 0; x < 96; x++) {
                int distance = (x - 48) * (x - 48) + (y - 48) * (y - 48);
                boolean wax = distance < 42 * 42;
                boolean ring = distance > 34 * 34 && distance < 37 * 37;
                boolean cross = Math.abs(x - 48) < 4 || Math.abs(y - 48) < 4;
                int red = ring || (cross && distance < 30 * 30) ? 0xE0A090 : 0x902018;
                image.setRGB(x, y, wax ? red : 0xF4EEDC);
            }
        }
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("this Java can't write " + format);
        }
        bytes(path, out.toByteArray());
    }

    /** One second of a struck bell: 8 kHz, 16 bit, mono. */
    private static byte[] bell() throws IOException {
        int samples = 8000;
        var data = new ByteArrayOutputStream();
        for (int i = 0; i < samples; i++) {
            double t = i / 8000.0;
            // StrictMath gives the same bits on every machine.
            double wave = StrictMath.sin(2 * Math.PI * 440 * t) + 0.5 * StrictMath.sin(2 * Math.PI * 1187 * t);
            int value = (int) Math.round(wave * 16000 / 1.5 * StrictMath.exp(-4 * t));
            data.write(value);
            data.write(value >> 8);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
        little(out, 36 + data.size(), 4);
        out.writeBytes("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        little(out, 16, 4);
        little(out, 1, 2);
        little(out, 1, 2);
        little(out, 8000, 4);
        little(out, 16000, 4);
        little(out, 2, 2);
        little(out, 16, 2);
        out.writeBytes("data".getBytes(StandardCharsets.US_ASCII));
        little(out, data.size(), 4);
        data.writeTo(out);
        return out.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.write(value >> (8 * i));
        }
    }

    /** An OpenDocument text: the type first and stored, as its specification wants. */
    private static byte[] minutes() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            var type = "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII);
            var first = new ZipEntry("mimetype");
            var crc = new CRC32();
            crc.update(type);
            first.setMethod(ZipEntry.STORED);
            first.setSize(type.length);
            first.setCrc(crc.getValue());
            first.setTimeLocal(java.time.LocalDateTime.of(2026, 11, 24, 0, 0));
            zip.putNextEntry(first);
            zip.write(type);
            add(zip, "content.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
                  <office:body><office:text>
                    <text:p>Minutes of the harbour office, 3 May 1901.</text:p>
                    <text:p>The bell is to be rung at noon.</text:p>
                  </office:text></office:body>
                </office:document-content>
                """);
            add(zip, "meta.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                    xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">
                  <office:meta><dc:title>Minutes</dc:title></office:meta>
                </office:document-meta>
                """);
            add(zip, "META-INF/manifest.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
                  <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"
                      manifest:version="1.2"/>
                  <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
                  <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
                </manifest:manifest>
                """);
        }
        return out.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 11, 24, 0, 0));
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void text(String path, String text) throws IOException {
        bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(String path, byte[] bytes) throws IOException {
        var file = top.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** A PDF/A-1b of one page. It draws lines only, because text would need a font inside it. */
    private static final class Pdf {

        private static final String XMP = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
               <pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
              </rdf:Description>
              <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
               <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Charter of the harbour</rdf:li></rdf:Alt></dc:title>
              </rdf:Description>
             </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>""";

        private static final String PAGE = """
            0.96 0.94 0.86 rg 0 0 300 400 re f
            0.25 0.19 0.13 RG 1 w
            40 340 m 260 340 l S
            40 310 m 250 310 l S
            40 280 m 256 280 l S
            40 250 m 180 250 l S
            0.56 0.13 0.09 rg 120 80 60 60 re f
            """;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<Integer> offsets = new ArrayList<>();

        byte[] bytes() throws IOException {
            write("%PDF-1.4\n%");
            out.writeBytes(new byte[] {(byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
            object("<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R /OutputIntents [6 0 R] >>");
            object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
            object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Resources << >> /Contents 4 0 R >>");
            stream("", PAGE.getBytes(StandardCharsets.US_ASCII));
            stream("/Type /Metadata /Subtype /XML ", XMP.getBytes(StandardCharsets.UTF_8));
            object("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (Custom RGB)"
                    + " /Info (RGB with the primaries of sRGB and a plain gamma) /DestOutputProfile 7 0 R >>");
            stream("/N 3 ", profile());
            object("<< /Title (Charter of the harbour) >>");
            int start = out.size();
            write("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
            for (int offset : offsets) {
                write("%010d 00000 n \n".formatted(offset));
            }
            var id = "<4D756E696D656E744669727374303031>";
            write("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R /Info 8 0 R /ID [" + id + " " + id + "] >>\n");
            write("startxref\n" + start + "\n%%EOF\n");
            return out.toByteArray();
        }

        private void object(String body) {
            offsets.add(out.size());
            write(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
        }

        private void stream(String keys, byte[] bytes) {
            offsets.add(out.size());
            write(offsets.size() + " 0 obj\n<< " + keys + "/Length " + bytes.length + " >>\nstream\n");
            out.writeBytes(bytes);
            write("\nendstream\nendobj\n");
        }

        private void write(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** A matrix profile, version 2: ICC.1:2001-04. Nine tags; the colorants are those of sRGB adapted to D50. */
        private static byte[] profile() throws IOException {
            var names = List.of("desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC");
            var values = List.of(
                    description("Plain RGB"),
                    tagged("text", "No rights reserved\0".getBytes(StandardCharsets.US_ASCII)),
                    xyz(0xF6D6, 0x10000, 0xD32D),
                    xyz(0x6FA2, 0x38F5, 0x0390),
                    xyz(0x6299, 0xB785, 0x18DA),
                    xyz(0x24A0, 0x0F84, 0xB6CF),
                    gamma(),
                    gamma(),
                    gamma());
            var table = new ByteArrayOutputStream();
            var data = new ByteArrayOutputStream();
            var tableOut = new DataOutputStream(table);
            tableOut.writeInt(names.size());
            int at = 128 + 4 + 12 * names.size();
            for (int i = 0; i < names.size(); i++) {
                tableOut.writeBytes(names.get(i));
                tableOut.writeInt(at + data.size());
                tableOut.writeInt(values.get(i).length);
                data.writeBytes(values.get(i));
                data.writeBytes(new byte[(4 - values.get(i).length % 4) % 4]);
            }
            var whole = new ByteArrayOutputStream();
            header(new DataOutputStream(whole), 128 + table.size() + data.size());
            table.writeTo(whole);
            data.writeTo(whole);
            return whole.toByteArray();
        }

        private static void header(DataOutputStream out, int size) throws IOException {
            out.writeInt(size);
            out.writeInt(0);
            out.writeInt(0x02100000);
            out.writeBytes("mntrRGB XYZ ");
            for (int part : new int[] {2026, 11, 24, 0, 0, 0}) {
                out.writeShort(part);
            }
            out.writeBytes("acsp");
            out.write(new byte[28]);
            out.writeInt(0xF6D6);
            out.writeInt(0x10000);
            out.writeInt(0xD32D);
            out.write(new byte[48]);
        }

        private static byte[] tagged(String type, byte[] body) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeBytes(type);
            out.writeInt(0);
            out.write(body);
            return bytes.toByteArray();
        }

        private static byte[] description(String text) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(text.length() + 1);
            out.writeBytes(text);
            out.write(0);
            out.write(new byte[4 + 4 + 2 + 1 + 67]);
            return tagged("desc", bytes.toByteArray());
        }

        private static byte[] xyz(int x, int y, int z) throws IOException {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(x);
            out.writeInt(y);
            out.writeInt(z);
            return tagged("XYZ ", bytes.toByteArray());
        }

        /** One value of 8.8 fixed point: 2.2. */
        private static byte[] gamma() throws IOException {
            return tagged("curv", new byte[] {0, 0, 0, 1, 0x02, 0x33});
        }
    }
}
