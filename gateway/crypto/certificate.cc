#include "gateway/crypto/certificate.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/x509_fields.h"

namespace tasuki::crypto {
namespace {

using Names = Handle<GENERAL_NAMES, GENERAL_NAMES_free>;
using Usage = Handle<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

// X509_get_ext_d2i answers null for "absent", "twice" and "malformed" alike;
// `state` tells: -1 is absent.
absl::StatusOr<std::vector<std::string>> UriNames(const X509* certificate) {
  int state = 0;
  const Names names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, &state, nullptr)));
  ERR_clear_error();
  std::vector<std::string> uris;
  if (names == nullptr && state == -1) return uris;
  if (names == nullptr) return absl::InvalidArgumentError("malformed names");
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_STRING* uri = name->d.uniformResourceIdentifier;
    uris.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(uri)),
                      ASN1_STRING_length(uri));
  }
  return uris;
}

// Named purposes only: anyExtendedKeyUsage names none.
bool HasUsage(const X509* certificate, int usage) {
  const Usage usages(static_cast<EXTENDED_KEY_USAGE*>(
      X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
  ERR_clear_error();
  if (usages == nullptr) return false;
  for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i) {
    if (OBJ_obj2nid(sk_ASN1_OBJECT_value(usages.get(), i)) == usage) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<Certificate> ToCertificate(X509* certificate) {
  Certificate result;
  ASSIGN_OR_RETURN(result.uri_sans, UriNames(certificate));
  ASSIGN_OR_RETURN(result.not_before, ToTime(X509_get0_notBefore(certificate)));
  ASSIGN_OR_RETURN(result.not_after, ToTime(X509_get0_notAfter(certificate)));
  result.der_sha256 = Sha256(Der(certificate, i2d_X509));
  result.issuer_sha256 = NameDigest(X509_get_issuer_name(certificate));
  result.serial = SerialText(X509_get0_serialNumber(certificate));
  result.client_auth = HasUsage(certificate, NID_client_auth);
  result.server_auth = HasUsage(certificate, NID_server_auth);
  return result;
}

}  // namespace

absl::StatusOr<Certificate> ParseCertificatePem(absl::string_view pem) {
  const BioHandle bio = ReadFrom(pem);
  const X509Handle certificate = ReadCertificate(bio.get());
  ERR_clear_error();
  if (certificate == nullptr) {
    return absl::InvalidArgumentError("not a PEM certificate");
  }
  return ToCertificate(certificate.get());
}

absl::StatusOr<std::vector<Certificate>> ParseCertificatesPem(
    absl::string_view pem) {
  ASSIGN_OR_RETURN(const std::vector<X509Handle> certificates,
                   ReadCertificates(pem));
  std::vector<Certificate> result;
  for (const X509Handle& certificate : certificates) {
    ASSIGN_OR_RETURN(result.emplace_back(), ToCertificate(certificate.get()));
  }
  return result;
}

absl::Status CheckKeyMatchesCertificate(absl::string_view key_pem,
                                        absl::string_view certificate_pem) {
  const PKey key = ReadPrivateKey(key_pem);
  if (key == nullptr) return absl::InvalidArgumentError("not a PEM key");
  const BioHandle bio = ReadFrom(certificate_pem);
  const X509Handle certificate = ReadCertificate(bio.get());
  const bool match = certificate != nullptr &&
                     X509_check_private_key(certificate.get(), key.get()) == 1;
  ERR_clear_error();
  if (!match) {
    return absl::InvalidArgumentError("the key is not the certificate's");
  }
  return absl::OkStatus();
}

}  // namespace tasuki::crypto
