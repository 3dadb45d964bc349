package browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Takes pictures of pages as people see them, for people to look at: {@code target/screenshots}. */
enum Camera {
    DESKTOP(1280, 800, ColorScheme.LIGHT),
    DESKTOP_DARK(1280, 800, ColorScheme.DARK),
    PHONE(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Camera(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    /** A window that is seen so from the start. */
    Browser.NewContextOptions window() {
        return new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    }

    /** Makes a window that is open be seen so, at once: colours that are still changing are nobody's. */
    void look(Page page) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
    }

    boolean overflows(Page page) {
        return (Boolean) page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth");
    }

    /** Takes the whole page, however long. */
    void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(picture(name)).setFullPage(true));
    }

    /** Takes it unless there is a picture of that name. */
    void takeOnce(Page page, String name) {
        if (!Files.exists(picture(name))) {
            take(page, name);
        }
    }

    private Path picture(String name) {
        var camera = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return PICTURES.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + "-" + camera + ".png");
    }
}
