/** The tables of TeX: command to character. Only what titles and abstracts use. */

/** Pairs in one line each, so that a table stays readable: "alpha α beta β". */
function table(pairs: string): ReadonlyMap<string, string> {
  const words = pairs.trim().split(/\s+/);
  return new Map(words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? '']] : [])));
}

/** Commands that stand for one character, in maths and in text. */
export const SYMBOLS = table(`
  alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
  lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ
  chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
  times × cdot · div ÷ pm ± mp ∓ ast * star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙
  leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ lt < gt > ll ≪ gg ≫ approx ≈ sim ~ simeq ≃ cong ≅
  equiv ≡ propto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲ gtrsim ≳ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆
  supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ land ∧ lor ∨
  wedge ∧ vee ∨ to → rightarrow → longrightarrow → leftarrow ← gets ← leftrightarrow ↔ mapsto ↦ uparrow ↑
  downarrow ↓ nearrow ↗ searrow ↘ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒ iff ⇔ rightsquigarrow ⇝
  infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ oint ∮ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ top ⊤ bot ⊥ perp ⊥ angle ∠
  parallel ∥ mid ∣ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈
  rceil ⌉ lbrace { rbrace } lbrack [ rbrack ] ldots … dots … cdots ⋯ dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ prime ′ dagger † ddagger ‡ dag †
  ddag ‡ degree ° checkmark ✓ xmark ✗ triangle △ square □ Box □ diamond ⋄ models ⊨ vdash ⊢ colon : S § P ¶ copyright ©
  pounds £ euro € texteuro € textdegree ° textmu µ textpm ± texttimes × textasciitilde ~ textbackslash \\
  textasciicircum ^ textunderscore _ textless < textgreater > textbar | textendash – textemdash — textellipsis …
  textquotedblleft “ textquotedblright ” textquoteleft ‘ textquoteright ’ textregistered ® texttrademark ™
  triangleq ≜ coloneqq ≔ doteq ≐ asymp ≍ precsim ≾ succsim ≿ nmid ∤ nexists ∄ complement ∁ subsetneq ⊊ nsubseteq ⊈
  sqsubseteq ⊑ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀ iint ∬ Longrightarrow ⟹ hookrightarrow ↪
  twoheadrightarrow ↠ rightharpoonup ⇀ rightleftharpoons ⇌ leadsto ⇝ smallsetminus ∖ ltimes ⋉ rtimes ⋊ vDash ⊨ Vdash ⊩
  trianglelefteq ⊴ blacksquare ■ sharp ♯ flat ♭ wp ℘ hslash ℏ varkappa ϰ imath ı jmath ȷ
  textrightarrow → backslash \\ lq ‘ rq ’
`);

/** Letters of their own, in text. */
export const LETTERS = table(`
  ss ß aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
`);

/** Accent commands to combining marks; composed by NFC afterwards. */
export const ACCENTS = new Map([
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['"', '\u0308'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['c', '\u0327'],
  ['v', '\u030c'],
  ['H', '\u030b'],
  ['u', '\u0306'],
  ['k', '\u0328'],
  ['r', '\u030a'],
  ['t', '\u0361'],
  ['d', '\u0323'],
  ['b', '\u0331'],
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['check', '\u030c'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['overline', '\u0304'],
  ['vec', '\u20d7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
  ['breve', '\u0306'],
  ['acute', '\u0301'],
  ['grave', '\u0300'],
]);

/** Blackboard letters that every font has; others stay plain. */
export const BLACKBOARD = table('C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ E 𝔼');

export const SUPERSCRIPTS = table(`
  0 ⁰ 1 ¹ 2 ² 3 ³ 4 ⁴ 5 ⁵ 6 ⁶ 7 ⁷ 8 ⁸ 9 ⁹ + ⁺ − ⁻ = ⁼ ( ⁽ ) ⁾ a ᵃ b ᵇ c ᶜ d ᵈ e ᵉ f ᶠ g ᵍ h ʰ i ⁱ j ʲ k ᵏ l ˡ m ᵐ
  n ⁿ o ᵒ p ᵖ r ʳ s ˢ t ᵗ u ᵘ v ᵛ w ʷ x ˣ y ʸ z ᶻ A ᴬ B ᴮ D ᴰ E ᴱ G ᴳ H ᴴ I ᴵ J ᴶ K ᴷ L ᴸ M ᴹ N ᴺ O ᴼ P ᴾ R ᴿ T ᵀ
  U ᵁ V ⱽ W ᵂ α ᵅ β ᵝ γ ᵞ δ ᵟ θ ᶿ φ ᵠ χ ᵡ ⊤ ᵀ ⋆ * * * ∗ * ′ ′ † † ‡ ‡ ∘ ° ° °
`);

export const SUBSCRIPTS = table(`
  0 ₀ 1 ₁ 2 ₂ 3 ₃ 4 ₄ 5 ₅ 6 ₆ 7 ₇ 8 ₈ 9 ₉ + ₊ − ₋ = ₌ ( ₍ ) ₎ a ₐ e ₑ h ₕ i ᵢ j ⱼ k ₖ l ₗ m ₘ n ₙ o ₒ p ₚ r ᵣ s ₛ
  t ₜ u ᵤ v ᵥ x ₓ β ᵦ γ ᵧ ρ ᵨ φ ᵩ χ ᵪ
`);

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Commands that only dress their argument. */
export const WRAPPERS = words(`
  textbf textit emph texttt textsc textsf textrm textup textsl textnormal underline uline text mbox hbox textmd
  mathrm mathsf mathit mathbf mathtt mathcal mathscr mathfrak mathnormal boldsymbol bm pmb operatorname mathop
  ensuremath textcolor
`);

/** Wrappers whose argument is text even inside maths. */
export const TEXT_WRAPPERS = words(
  'textbf textit emph texttt textsc textsf textrm textup textsl textnormal text mbox hbox',
);

/** Switches without an argument that leave nothing behind. */
export const SWITCHES = words(`
  bf em it tt rm sc sf sl bfseries itshape ttfamily scshape small large Large tiny normalsize noindent displaystyle
  textstyle limits nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle xspace protect
`);

/** Commands that point elsewhere in the paper: of no use outside it. */
export const POINTERS = words(
  'cite citep citet citealp citeauthor citeyear ref eqref autoref cref Cref label thanks',
);

/** Named functions of mathematics, kept as words. */
export const FUNCTIONS = words(`
  log ln lg exp sin cos tan tanh sinh cosh arcsin arccos arctan min max arg argmin argmax sup inf lim limsup liminf
  det dim ker deg gcd Pr sgn tr bmod mod
`);
