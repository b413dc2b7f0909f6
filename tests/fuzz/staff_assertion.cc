// A staff assertion, as a compact JWT in the metadata of a call.
#include "gateway/model/staff_assertion.h"

#include <string>

#include "gateway/base/check.h"
#include "gateway/crypto/jose.h"
#include "gateway/server/assertion.h"
#include "gateway/server/flat_json.h"
#include "tests/fuzz/fuzz.h"

namespace tasuki::fuzz {
namespace {

void TryToken(absl::string_view token) {
  const auto assertion = server::ParseAssertion(token);
  if (!assertion.ok()) {
    CHECK(absl::IsInvalidArgument(assertion.status()));
    return;
  }
  CHECK(CheckForm(assertion->claims).ok());
  // The one spelling: its parts put together are the token.
  CHECK(assertion->signing_input + "." +
            crypto::EncodeBase64Url(assertion->signature) ==
        token);
  server::AssertionVerifier verifier(1);
  CHECK(!verifier
             .Verify(*assertion, "no key", assertion->claims.thumbprint,
                     assertion->claims.audience, assertion->claims.issued_at)
             .ok());
}

void TryJson(absl::string_view text) {
  const auto json = server::ParseFlatJson(text);
  CHECK(json.ok() || absl::IsInvalidArgument(json.status()));
}

// The fuzzer finds its way in JSON, not in base64: a text with two lines of
// JSON is made a token with an unchecked signature.
void TryHeaderAndPayload(absl::string_view text) {
  const size_t end = text.find('\n');
  if (end == absl::string_view::npos) return;
  TryToken(crypto::EncodeBase64Url(text.substr(0, end)) + "." +
           crypto::EncodeBase64Url(text.substr(end + 1)) + "." +
           crypto::EncodeBase64Url(std::string(64, 's')));
}

}  // namespace
}  // namespace tasuki::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes = tasuki::fuzz::Bytes(data, size);
  tasuki::fuzz::TryToken(bytes);
  tasuki::fuzz::TryJson(bytes);
  tasuki::fuzz::TryHeaderAndPayload(bytes);
  return 0;
}
