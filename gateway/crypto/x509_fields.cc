#include "gateway/crypto/x509_fields.h"

#include <openssl/err.h>

#include <ctime>
#include <utility>

#include "absl/strings/strip.h"
#include "gateway/crypto/digest.h"

namespace tasuki::crypto {
namespace {

using Number = Handle<BIGNUM, BN_free>;

void FreeText(char* text) { OPENSSL_free(text); }

// True if the reader stopped because no PEM block was left, rather than at a
// block it could not read.
bool StoppedAtEnd() {
  const unsigned long error = ERR_peek_last_error();
  ERR_clear_error();
  return ERR_GET_LIB(error) == ERR_LIB_PEM &&
         ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

}  // namespace

X509Handle ReadCertificate(BIO* bio) {
  return X509Handle(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr));
}

absl::StatusOr<std::vector<X509Handle>> ReadCertificates(
    absl::string_view pem) {
  const BioHandle bio = ReadFrom(pem);
  ERR_clear_error();
  std::vector<X509Handle> result;
  while (X509Handle certificate = ReadCertificate(bio.get())) {
    result.push_back(std::move(certificate));
  }
  if (!StoppedAtEnd() || result.empty()) {
    return absl::InvalidArgumentError("not a list of PEM certificates");
  }
  return result;
}

std::string NameDigest(const X509_NAME* name) {
  return Sha256(Der(name, i2d_X509_NAME));
}

std::string SerialText(const ASN1_INTEGER* serial) {
  const Number number(ASN1_INTEGER_to_BN(serial, nullptr));
  const Handle<char, FreeText> hex(BN_bn2hex(number.get()));
  absl::string_view text(hex.get());
  while (text.size() > 1 && absl::ConsumePrefix(&text, "0")) {
  }
  return std::string(text);
}

absl::StatusOr<absl::Time> ToTime(const ASN1_TIME* time) {
  std::tm parts = {};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) {
    ERR_clear_error();
    return absl::InvalidArgumentError("malformed time");
  }
  return absl::FromTM(parts, absl::UTCTimeZone());
}

}  // namespace tasuki::crypto
