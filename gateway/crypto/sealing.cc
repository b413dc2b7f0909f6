#include "gateway/crypto/sealing.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/modes.h>

#include <cstring>
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
constexpr size_t kBlock = 16, kHalf = 8;
constexpr absl::string_view kCheckValue("\xA6\xA6\xA6\xA6\xA6\xA6\xA6\xA6",
                                        kHalf);
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

// One block, for OpenSSL's key unwrap. Its own AES-256-WRAP takes the portable
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

// The number of a step, big-endian, into the check value.
void MixIn(uint64_t step, char* check_value) {
  for (char* byte = check_value + kHalf; step != 0; step >>= 8) {
    --byte;
    *byte = static_cast<char>(*byte ^ static_cast<char>(step));
  }
}

void Authenticate(const CipherContext& context, absl::string_view aad) {
  int size = 0;
  CHECK(EVP_CipherUpdate(context.get(), nullptr, &size, Bytes(aad),
                         IntSize(aad)) == 1);
}

// Each thread encrypts in a context of its own, which costs less than a new one
// for each message: it holds the key of the thread's newest.
const CipherContext& StartGcm(const Secret& key, absl::string_view nonce) {
  thread_local const CipherContext context = [] {
    CipherContext made(EVP_CIPHER_CTX_new());
    CHECK(made != nullptr);
    CHECK(EVP_EncryptInit_ex2(made.get(), Gcm(), nullptr, nullptr, nullptr) ==
          1);
    return made;
  }();
  CHECK(key.Reveal().size() == kKeySize);
  // Naming the cipher again would throw the context away.
  CHECK(EVP_EncryptInit_ex2(context.get(), nullptr, Bytes(key.Reveal()),
                            Bytes(nonce), nullptr) == 1);
  return context;
}

// Ciphertext || tag.
std::string GcmEncrypt(const Secret& key, absl::string_view nonce,
                       absl::string_view aad, absl::string_view plaintext) {
  const CipherContext& context = StartGcm(key, nonce);
  if (!aad.empty()) Authenticate(context, aad);
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
  const Secret* const secrets[] = {&secret};
  return std::move(WrapKeys(wrapping_key, secrets).front());
}

// RFC 3394 section 2.2.1, in step for all secrets: a step of one waits for the
// step before, those of different secrets run beside each other.
std::vector<std::string> WrapKeys(const Secret& wrapping_key,
                                  absl::Span<const Secret* const> secrets) {
  std::vector<std::string> wrapped;
  if (secrets.empty()) return wrapped;
  const size_t size = secrets.front()->Reveal().size();
  CHECK(size >= kSmallestWrapped && size % kHalf == 0);
  std::string blocks;  // of each secret the check value, and a half of it
  for (const Secret* const secret : secrets) {
    CHECK(secret->Reveal().size() == size);
    wrapped.push_back(absl::StrCat(kCheckValue, secret->Reveal()));
    absl::StrAppend(&blocks, kCheckValue, kCheckValue);
  }
  const CipherContext context = StartBlocks(wrapping_key, Direction::kEncrypt);
  const size_t halves = size / kHalf;
  for (size_t step = 1; step <= 6 * halves; ++step) {
    const size_t at = kWrapOverhead + (step - 1) % halves * kHalf;
    for (size_t i = 0; i < wrapped.size(); ++i) {
      std::memcpy(&blocks[i * kBlock + kHalf], &wrapped[i][at], kHalf);
    }
    int written = 0;
    CHECK(EVP_CipherUpdate(context.get(), Writable(blocks), &written,
                           Bytes(blocks), IntSize(blocks)) == 1);
    for (size_t i = 0; i < wrapped.size(); ++i) {
      std::memcpy(&wrapped[i][at], &blocks[i * kBlock + kHalf], kHalf);
      MixIn(step, &blocks[i * kBlock]);
    }
  }
  for (size_t i = 0; i < wrapped.size(); ++i) {
    std::memcpy(wrapped[i].data(), &blocks[i * kBlock], kHalf);
  }
  return wrapped;
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
