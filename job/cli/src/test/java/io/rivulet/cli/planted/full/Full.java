package io.rivulet.cli.planted.full;

/** Breaks, with the others, the rule by which a package has fewer than thirty types. */
interface Full {}

interface Full2 {}

interface Full3 {}

interface Full4 {}

interface Full5 {}

interface Full6 {}

interface Full7 {}

interface Full8 {}

interface Full9 {}

interface Full10 {}

interface Full11 {}

interface Full12 {}

interface Full13 {}

interface Full14 {}

interface Full15 {}

interface Full16 {}

interface Full17 {}

interface Full18 {}

interface Full19 {}

interface Full20 {}

interface Full21 {}

interface Full22 {}

interface Full23 {}

interface Full24 {}

interface Full25 {}

interface Full26 {}

interface Full27 {}

interface Full28 {}

interface Full29 {}

interface Full30 {}
