namespace Cabildo.Trust.Certificates;

/// <summary>What ISO/IEC 18013-5 annex B asks an issuing authority to state in its root and in its signers' certificates.</summary>
/// <param name="Country">Two capital letters (ISO 3166-1), the same in the root and in every signer below it.</param>
/// <param name="Name">The authority's common name.</param>
/// <param name="Contact">Where the authority is reached: goes to issuerAltName (B.1.2, B.1.4).</param>
/// <param name="RevocationList">Where the authority's revocation list is published: goes to the CRL distribution points.</param>
public sealed record MdocAuthority(string Country, string Name, Uri Contact, Uri RevocationList);
