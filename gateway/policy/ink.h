#ifndef GATEWAY_POLICY_INK_H_
#define GATEWAY_POLICY_INK_H_

namespace tasuki::policy {

// True if nobody sees the code point (or kNotUtf8) where it stands: blanks,
// controls, marks of direction, tags, variation selectors, whatever a font
// leaves out by default, private use.
bool IsUnseen(char32_t point);

// True if it can be seen without another character: a letter, digit, sign or
// symbol. Not so with a combining mark, which needs one to stand on.
bool HasInk(char32_t point);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_INK_H_
