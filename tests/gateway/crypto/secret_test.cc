#include "gateway/crypto/secret.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <new>
#include <ostream>

#include "gateway/crypto/random.h"
#include "gateway/crypto/sealing.h"

namespace tasuki::crypto {
namespace {

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
static_assert(Printable<std::string> && !Printable<Secret>);
static_assert(!std::equality_comparable<Secret>);

constexpr absl::string_view kMarker = "MARKER-MARKER";  // short: kept inline

bool Holds(const std::array<char, sizeof(Secret)>& memory) {
  return std::search(memory.begin(), memory.end(), kMarker.begin(),
                     kMarker.end()) != memory.end();
}

TEST(SecretTest, IsWipedWhenDestroyed) {
  alignas(Secret) std::array<char, sizeof(Secret)> memory{};
  auto* const secret = new (memory.data()) Secret(std::string(kMarker));
  ASSERT_TRUE(Holds(memory));
  secret->~Secret();
  EXPECT_FALSE(Holds(memory));
}

TEST(SecretTest, AssignmentReplacesTheBytes) {
  Secret secret("old"), other("new");
  secret = other;
  EXPECT_EQ(secret.Reveal(), "new");
  EXPECT_EQ(other.Reveal(), "new");
  secret = Secret();
  EXPECT_TRUE(secret.empty());
}

TEST(RandomBytesTest, AreAsManyAsAskedForAndNeverTheSame) {
  EXPECT_EQ(RandomBytes(0), "");
  EXPECT_EQ(RandomBytes(33).size(), 33u);
  EXPECT_NE(RandomBytes(16), RandomBytes(16));
}

TEST(NewKeyTest, IsThirtyTwoFreshBytes) {
  const Secret key = NewKey();
  EXPECT_EQ(key.Reveal().size(), kKeySize);
  EXPECT_NE(key.Reveal(), NewKey().Reveal());
}

}  // namespace
}  // namespace tasuki::crypto
