#include "gateway/crypto/sealing.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/modes.h>

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/openssl_handle.h"
#include "gateway/crypto/random.h"

namespace tasuki::crypto {
namespace {

constexpr size_t kNonceSize = 12;
constexpr size_t kTagSize = 16;
constexpr size_t kWrapOverhead = 8;
constexpr size_t kSmallestWrapped = 16;
constexpr absl::string_view kZeroNonce("\0\0\0\0\0\0\0\0\0\0\0\0", kNonceSize);

int IntSize(absl::string_view data) {
  CHECK(data.size() <= static_cast<size_t>(std::numeric_limits<int>::max()));
  return static_cast<int>(data.size());
}

const EVP_CIPHER* Gcm() {
  static const EVP_CIPHER* const cipher =
      EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  CHECK(cipher != nullptr);
  return cipher;
}

const EVP_CIPHER* SingleBlock() {
  static const EVP_CIPHER* const cipher =
      EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);
  CHECK(cipher != nullptr);
  return cipher;
}

enum class Direction { kDecrypt = 0, kEncrypt = 1 };

// A cipher set up with `key`; `nonce` is null for the cipher's own.
CipherContext Start(const EVP_CIPHER* cipher, const Secret& key,
                    const unsigned char* nonce, Direction direction) {
  CHECK(key.Reveal().size() == kKeySize);
  CipherContext context(EVP_CIPHER_CTX_new());
  CHECK(context != nullptr);
  CHECK(EVP_CipherInit_ex2(context.get(), cipher, Bytes(key.Reveal()), nonce,
                           static_cast<int>(direction), nullptr) == 1);
  return context;
}

// One block, for OpenSSL's key wrap. Its own AES-256-WRAP takes the portable
// AES, which is ten times slower than what AES-256-ECB finds in the processor.
void CipherBlock(const unsigned char input[16], unsigned char output[16],
                 const void* context) {
  int size = 0;
  CHECK(
      EVP_CipherUpdate(static_cast<EVP_CIPHER_CTX*>(const_cast<void*>(context)),
                       output, &size, input, 16) == 1);
}

CipherContext StartBlocks(const Secret& key, Direction direction) {
  CipherContext context = Start(SingleBlock(), key, nullptr, direction);
  CHECK(EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1);
  return context;
}

void Authenticate(const CipherContext& context, absl::string_view aad) {
  int size = 0;
  CHECK(EVP_CipherUpdate(context.get(), nullptr, &size, Bytes(aad),
                         IntSize(aad)) == 1);
}

// Ciphertext || tag.
std::string GcmEncrypt(const Secret& key, absl::string_view nonce,
                       absl::string_view aad, absl::string_view plaintext) {
  const CipherContext context =
      Start(Gcm(), key, Bytes(nonce), Direction::kEncrypt);
  Authenticate(context, aad);
  std::string output(plaintext.size() + kTagSize, '\0');
  int size = 0, last = 0;
  CHECK(EVP_CipherUpdate(context.get(), Writable(output), &size,
                         Bytes(plaintext), IntSize(plaintext)) == 1);
  unsigned char* const tag = Writable(output) + plaintext.size();
  CHECK(EVP_CipherFinal_ex(context.get(), tag, &last) == 1);
  CHECK(static_cast<size_t>(size + last) == plaintext.size());
  CHECK(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize,
                            tag) == 1);
  return output;
}

absl::Status NotSealedWithThisKey() {
  // A TLS connection on this thread would take a left-over error for its own.
  ERR_clear_error();
  return absl::DataLossError("not sealed with this key, or changed since");
}

absl::StatusOr<std::string> GcmDecrypt(const Secret& key,
                                       absl::string_view nonce,
                                       absl::string_view aad,
                                       absl::string_view sealed) {
  if (key.Reveal().size() != kKeySize || sealed.size() < kTagSize) {
    return NotSealedWithThisKey();
  }
  const absl::string_view ciphertext =
      sealed.substr(0, sealed.size() - kTagSize);
  std::string tag(sealed.substr(ciphertext.size()));
  const CipherContext context =
      Start(Gcm(), key, Bytes(nonce), Direction::kDecrypt);
  CHECK(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize,
                            tag.data()) == 1);
  Authenticate(context, aad);
  std::string plaintext(ciphertext.size(), '\0');
  int size = 0, last = 0;
  CHECK(EVP_CipherUpdate(context.get(), Writable(plaintext), &size,
                         Bytes(ciphertext), IntSize(ciphertext)) == 1);
  unsigned char end[EVP_MAX_BLOCK_LENGTH];
  if (EVP_CipherFinal_ex(context.get(), end, &last) != 1) {
    OPENSSL_cleanse(plaintext.data(), plaintext.size());
    return NotSealedWithThisKey();
  }
  CHECK(static_cast<size_t>(size + last) == plaintext.size());
  return plaintext;
}

}  // namespace

Secret NewKey() { return Secret(RandomBytes(kKeySize)); }

std::string Seal(const Secret& key, absl::string_view aad,
                 absl::string_view plaintext) {
  const std::string nonce = RandomBytes(kNonceSize);
  return absl::StrCat(nonce, GcmEncrypt(key, nonce, aad, plaintext));
}

absl::StatusOr<std::string> Open(const Secret& key, absl::string_view aad,
                                 absl::string_view sealed) {
  if (sealed.size() < kNonceSize) return NotSealedWithThisKey();
  return GcmDecrypt(key, sealed.substr(0, kNonceSize), aad,
                    sealed.substr(kNonceSize));
}

std::string SealOnce(const Secret& single_use_key,
                     absl::string_view plaintext) {
  return GcmEncrypt(single_use_key, kZeroNonce, "", plaintext);
}

absl::StatusOr<std::string> OpenOnce(const Secret& single_use_key,
                                     absl::string_view sealed) {
  return GcmDecrypt(single_use_key, kZeroNonce, "", sealed);
}

std::string WrapKey(const Secret& wrapping_key, const Secret& secret) {
  const absl::string_view input = secret.Reveal();
  CHECK(input.size() >= kSmallestWrapped && input.size() % 8 == 0);
  const CipherContext context = StartBlocks(wrapping_key, Direction::kEncrypt);
  std::string output(input.size() + kWrapOverhead, '\0');
  CHECK(CRYPTO_128_wrap(context.get(), nullptr, Writable(output), Bytes(input),
                        input.size(), CipherBlock) == output.size());
  return output;
}

absl::StatusOr<Secret> UnwrapKey(const Secret& wrapping_key,
                                 absl::string_view wrapped) {
  if (wrapping_key.Reveal().size() != kKeySize ||
      wrapped.size() < kSmallestWrapped + kWrapOverhead ||
      wrapped.size() % 8 != 0) {
    return NotSealedWithThisKey();
  }
  const CipherContext context = StartBlocks(wrapping_key, Direction::kDecrypt);
  // As long as the input: OpenSSL uses the end as its scratch space.
  std::string output(wrapped.size(), '\0');
  const size_t size =
      CRYPTO_128_unwrap(context.get(), nullptr, Writable(output),
                        Bytes(wrapped), wrapped.size(), CipherBlock);
  const Secret scratch(std::move(output));
  if (size == 0) return NotSealedWithThisKey();
  return Secret(std::string(scratch.Reveal().substr(0, size)));
}

}  // namespace tasuki::crypto
