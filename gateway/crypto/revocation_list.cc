#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "gateway/base/status_macros.h"
#include "gateway/crypto/certificate.h"
#include "gateway/crypto/x509_fields.h"

namespace tasuki::crypto {
namespace {

using CrlHandle = Handle<X509_CRL, X509_CRL_free>;

CrlHandle ReadCrl(BIO* bio) {
  CrlHandle crl(PEM_read_bio_X509_CRL(bio, nullptr, nullptr, nullptr));
  ERR_clear_error();
  return crl;
}

bool Signed(X509* issuer, X509_CRL* crl) {
  const bool is_signed = X509_NAME_cmp(X509_get_subject_name(issuer),
                                       X509_CRL_get_issuer(crl)) == 0 &&
                         X509_check_ca(issuer) == 1 &&
                         (X509_get_key_usage(issuer) & KU_CRL_SIGN) != 0 &&
                         X509_CRL_verify(crl, X509_get0_pubkey(issuer)) == 1;
  ERR_clear_error();
  return is_signed;
}

// Delta lists, indirect lists and lists of one scope mark themselves with a
// critical extension; reading one as complete would forget revocations.
bool IsPartial(const X509_CRL* crl) {
  for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i) {
    if (X509_EXTENSION_get_critical(X509_CRL_get_ext(crl, i)) != 0) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<RevocationList> ParseRevocationListPem(
    absl::string_view pem, absl::string_view issuers_pem) {
  const BioHandle bio = ReadFrom(pem);
  const CrlHandle crl = ReadCrl(bio.get());
  if (crl == nullptr || ReadCrl(bio.get()) != nullptr) {
    return absl::InvalidArgumentError("not one PEM revocation list");
  }
  ASSIGN_OR_RETURN(const std::vector<X509Handle> issuers,
                   ReadCertificates(issuers_pem));
  bool trusted = false;
  for (const X509Handle& issuer : issuers) {
    trusted = trusted || Signed(issuer.get(), crl.get());
  }
  if (!trusted) return absl::InvalidArgumentError("list of an unknown issuer");
  if (IsPartial(crl.get())) return absl::InvalidArgumentError("partial list");
  RevocationList result;
  result.issuer_sha256 = NameDigest(X509_CRL_get_issuer(crl.get()));
  ASSIGN_OR_RETURN(result.this_update,
                   ToTime(X509_CRL_get0_lastUpdate(crl.get())));
  ASSIGN_OR_RETURN(result.next_update,
                   ToTime(X509_CRL_get0_nextUpdate(crl.get())));
  STACK_OF(X509_REVOKED)* revoked = X509_CRL_get_REVOKED(crl.get());
  for (int i = 0; i < sk_X509_REVOKED_num(revoked); ++i) {
    result.serials.push_back(SerialText(
        X509_REVOKED_get0_serialNumber(sk_X509_REVOKED_value(revoked, i))));
  }
  return result;
}

}  // namespace tasuki::crypto
