"""What belongs together across articles: mentions, copies, same-claim links. Pure functions of readings."""
