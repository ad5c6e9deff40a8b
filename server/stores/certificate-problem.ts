/**
 * What to do about a certificate that was not accepted, after a sentence that said whose it is; null if `why` is about
 * something else. `why` is in the words of Node's TLS.
 */
export function certificateProblem(why: string): string | null {
  if (/does not match certificate|ALTNAME_INVALID/i.test(why)) {
    return 'Write the address with a name that is in the certificate, or give the server one that has this name.'
  }
  if (/certificate (has expired|is not yet valid)|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/i.test(why)) {
    return 'Renew the certificate, or correct the clock of this machine.'
  }
  if (
    /self.signed|issuer certificate|verify the first certificate|unable to get certificate|SELF_SIGNED/i.test(
      why,
    )
  ) {
    return (
      'If it is right, tell Node to trust its authority: name the file with the certificate of the authority when ' +
      'Rekey is started, for example NODE_EXTRA_CA_CERTS=/etc/ssl/store-ca.pem.'
    )
  }
  return null
}
