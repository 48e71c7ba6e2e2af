package watchbill.connectors.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes servers whose certificate is signed by the right ones and has the name by which the
/// server was asked for (RFC 2818). Java checks that name only for who asks it to; NATS' client
/// does not.
final class NamedServers extends X509ExtendedTrustManager {
  private static final String BY_NAME = "HTTPS";

  private final Signers signers;

  NamedServers(Signers signers) {
    this.signers = signers;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (socket instanceof SSLSocket secure) {
      secure.setSSLParameters(byName(secure.getSSLParameters()));
    }
    signers.now().checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    engine.setSSLParameters(byName(engine.getSSLParameters()));
    signers.now().checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("want a socket, to know who was asked for; have none");
  }

  private static SSLParameters byName(SSLParameters parameters) {
    parameters.setEndpointIdentificationAlgorithm(BY_NAME);
    return parameters;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("checks servers only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("checks servers only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("checks servers only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return signers.now().getAcceptedIssuers();
  }
}
