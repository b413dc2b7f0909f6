#include "gateway/crypto/pem.h"

#include <openssl/err.h>

namespace tasuki::crypto {
namespace {

int NoPassphrase(char*, int, int, void*) { return -1; }

}  // namespace

BioHandle ReadFrom(absl::string_view bytes) {
  return BioHandle(
      BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

PKey ReadPrivateKey(absl::string_view pem) {
  const BioHandle bio = ReadFrom(pem);
  PKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, nullptr));
  ERR_clear_error();
  return key;
}

}  // namespace tasuki::crypto
