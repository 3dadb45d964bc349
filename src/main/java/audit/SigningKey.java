package audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * An Ed25519 key (RFC 8032) that heads are signed with: the private half as PKCS #8 in PEM, as {@code openssl genpkey}
 * writes it, and the public half beside it, in a file of the same name with {@code .pub}.
 */
public final class SigningKey {

    static final String ALGORITHM = "Ed25519";

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final PrivateKey secret;
    private final PublicKey open;

    private SigningKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** Makes a pair and writes both files; one that is there is never replaced. */
    public static SigningKey create(Path file) throws IOException {
        var pair = generated();
        var onlyOurs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var out =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOurs)) {
            var pem = StandardCharsets.US_ASCII.encode(
                    pem(PRIVATE, pair.getPrivate().getEncoded()));
            while (pem.hasRemaining()) {
                out.write(pem);
            }
        }
        Files.writeString(publicFile(file), pem(PUBLIC, pair.getPublic().getEncoded()), StandardOpenOption.CREATE_NEW);
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    /** Reads both halves. */
    public static SigningKey read(Path file) throws IOException {
        try {
            var secret =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(unpacked(file, PRIVATE)));
            return new SigningKey(secret, readPublic(publicFile(file)));
        } catch (GeneralSecurityException broken) {
            throw new IOException(file + " holds no Ed25519 private key; make one with: muniment audit key " + file);
        }
    }

    /** Reads a public key in PEM. */
    public static PublicKey readPublic(Path file) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(unpacked(file, PUBLIC)));
        } catch (GeneralSecurityException broken) {
            throw new IOException(file + " holds no Ed25519 public key", broken);
        }
    }

    /** Where the public half of this key's file lies. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    PublicKey publicKey() {
        return open;
    }

    byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key can't sign", broken);
        }
    }

    /** A public key as Base64 of its X.509 form. */
    static String text(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    static PublicKey publicKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // since Java 15
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private static byte[] unpacked(Path file, String kind) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII);
        var begin = "-----BEGIN " + kind + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + kind + "-----");
        if (from < 0 || to < from) {
            throw new IOException(file + " is not PEM with a " + kind);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException broken) {
            throw new IOException(file + " is not PEM with a " + kind, broken);
        }
    }
}
