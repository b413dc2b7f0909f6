// SHA256_*, see Feed.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "gateway/crypto/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "gateway/base/check.h"
#include "gateway/crypto/openssl_handle.h"

namespace tasuki::crypto {
namespace {

constexpr size_t kHkdfMaxSize = 255 * kSha256Size;
constexpr size_t kBlockSize = SHA256_CBLOCK;
// RFC 2104.
constexpr unsigned char kInnerPad = 0x36, kOuterPad = 0x5c;

// Most of what is digested here has a block or two, of which EVP would spend
// more on contexts and parameters than on the digest. What lies below EVP has
// an old name, the same instructions of the processor, and no memory of its
// own.
void Feed(SHA256_CTX& context, absl::string_view data) {
  CHECK(SHA256_Update(&context, Bytes(data), data.size()) == 1);
}

std::string Finish(SHA256_CTX& context) {
  std::string digest(kSha256Size, '\0');
  CHECK(SHA256_Final(Writable(digest), &context) == 1);
  return digest;
}

SHA256_CTX Begin() {
  SHA256_CTX context;
  CHECK(SHA256_Init(&context) == 1);
  return context;
}

// Goes on after the one block that led to this state.
SHA256_CTX Resume(const std::array<uint32_t, 8>& state) {
  SHA256_CTX context = Begin();
  std::copy(state.begin(), state.end(), std::begin(context.h));
  context.Nl = kBlockSize * 8;
  return context;
}

}  // namespace

const EVP_MD* FetchedSha256() {
  // Never freed: used until the process ends.
  static const EVP_MD* const sha256 =
      EVP_MD_fetch(nullptr, OSSL_DIGEST_NAME_SHA2_256, nullptr);
  CHECK(sha256 != nullptr);
  return sha256;
}

std::string Sha256(absl::string_view data) { return Sha256Of({data}); }

std::string Sha256Of(std::initializer_list<absl::string_view> parts) {
  SHA256_CTX context = Begin();
  for (const absl::string_view part : parts) Feed(context, part);
  return Finish(context);
}

std::string HmacSha256(absl::string_view key, absl::string_view data) {
  return HmacKey(key).Mac({data});
}

std::string HkdfSha256(absl::string_view key, absl::string_view info,
                       size_t size) {
  return HkdfKey(key).Expand({info}, size);
}

HmacKey::State HmacKey::AfterPad(absl::string_view key, unsigned char pad) {
  std::array<unsigned char, kBlockSize> block;
  block.fill(pad);
  for (size_t i = 0; i < key.size(); ++i) {
    block[i] ^= static_cast<unsigned char>(key[i]);
  }
  SHA256_CTX context = Begin();
  CHECK(SHA256_Update(&context, block.data(), block.size()) == 1);
  State state;
  std::copy(std::begin(context.h), std::end(context.h), state.begin());
  OPENSSL_cleanse(block.data(), block.size());
  OPENSSL_cleanse(&context, sizeof context);
  return state;
}

HmacKey::HmacKey(absl::string_view key) {
  const std::string digest = key.size() > kBlockSize ? Sha256(key) : "";
  const absl::string_view short_key = digest.empty() ? key : digest;
  inner_ = AfterPad(short_key, kInnerPad);
  outer_ = AfterPad(short_key, kOuterPad);
}

HmacKey::~HmacKey() {
  OPENSSL_cleanse(inner_.data(), sizeof inner_);
  OPENSSL_cleanse(outer_.data(), sizeof outer_);
}

std::string HmacKey::Mac(std::initializer_list<absl::string_view> parts) const {
  SHA256_CTX inner = Resume(inner_);
  for (const absl::string_view part : parts) Feed(inner, part);
  const std::string digest = Finish(inner);
  SHA256_CTX outer = Resume(outer_);
  Feed(outer, digest);
  return Finish(outer);
}

// RFC 5869: no salt stands for a block of zeros, as an empty key does.
HkdfKey::HkdfKey(absl::string_view key)
    : pseudorandom_(HmacKey("").Mac({key})) {}

std::string HkdfKey::Expand(std::initializer_list<absl::string_view> info,
                            size_t size) const {
  CHECK(size > 0 && size <= kHkdfMaxSize);
  std::string text;
  for (const absl::string_view part : info) {
    text.append(part.data(), part.size());
  }
  std::string output, block;
  for (char number = 1; output.size() < size; ++number) {
    block = pseudorandom_.Mac({block, text, absl::string_view(&number, 1)});
    output += block;
  }
  output.resize(size);
  return output;
}

}  // namespace tasuki::crypto
