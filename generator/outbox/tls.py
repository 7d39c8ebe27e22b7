"""What certificates are checked against, wherever something is sent."""

from __future__ import annotations

import os
import ssl

import certifi


def tls_context() -> ssl.SSLContext:
    """A context that checks certificates and names: against the file of SSL_CERT_FILE, for a server with an authority
    of its own, else against certifi's."""
    return ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())


def fault_of(error: ssl.SSLError) -> str:
    """What is wrong, in words; that of a certificate says what can be done."""
    if isinstance(error, ssl.SSLCertVerificationError):
        remedy = "this check is never skipped; a file with your own authority's goes into SSL_CERT_FILE"
        return f"TLS: {error.verify_message}: the certificate is not accepted ({remedy})"
    return f"TLS: {error.reason or error}"
