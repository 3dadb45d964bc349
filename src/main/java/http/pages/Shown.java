package http.pages;

/**
 * A page that is ready to be written.
 *
 * @param template its name, without ending
 * @param title of the page, a text
 * @param section which entry of the navigation it belongs to
 * @param screen what the template shows
 * @param seen the latest row of the feed that is in it for certain; live updates go on from there
 */
public record Shown(String template, String title, String section, Object screen, long seen) {}
