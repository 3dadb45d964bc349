package http.access;

import accounts.Accounts;

/**
 * How people and programs come in.
 *
 * @param identification who sends a request
 * @param cookie of a session
 * @param address where a request comes from
 */
public record Access(Identification identification, Accounts accounts, SessionCookie cookie, ClientAddress address) {}
