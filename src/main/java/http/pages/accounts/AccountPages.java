package http.pages.accounts;

import http.access.Access;
import http.accounts.ManageKeys;
import http.accounts.ManageUsers;
import http.accounts.SignInAndOut;
import http.exchange.Reading;
import http.pages.Pages;
import java.time.InstantSource;

/** The pages about who may use the service. */
public record AccountPages(SignInPage signIn, ProviderPage provider, OwnAccountPage own, AccountsPage all) {

    public static AccountPages of(Access access, Reading reading, Pages pages) {
        var session = new SignInAndOut(access, reading);
        var accounts = access.accounts();
        return new AccountPages(
                new SignInPage(session, pages, access.provider().map(provider -> provider.name())),
                new ProviderPage(access, reading, pages),
                new OwnAccountPage(session, pages),
                new AccountsPage(
                        accounts,
                        new ManageUsers(accounts.users(), reading),
                        new ManageKeys(accounts.keys(), reading),
                        reading,
                        pages,
                        InstantSource.system()));
    }
}
