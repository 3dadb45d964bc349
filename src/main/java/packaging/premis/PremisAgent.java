package packaging.premis;

/**
 * A PREMIS agent: who or what is responsible for events.
 *
 * @param type {@code software}, {@code organization} or {@code person}
 * @param version of software; else empty
 */
public record PremisAgent(Identifier identifier, String name, String type, String version) {

    /** What events refer to an agent by. */
    public record Identifier(String type, String value) {}
}
