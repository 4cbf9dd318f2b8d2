namespace Cabildo.XRoad.GlobalConfiguration.Parameters;

/// <summary>Reads whom shared parameters trust: authorities, and the sources of configurations.</summary>
internal sealed class AuthoritiesReader(ConfigurationXml xml)
{
    public ConfigurationSource ReadSource()
    {
        string? address = null;
        List<EncodedCertificate> @internal = [], external = [];
        xml.Children(name => name switch
        {
            "address" => xml.Text(ref address),
            "internalVerificationCert" => ConfigurationXml.Add(@internal, xml.Certificate()),
            "externalVerificationCert" => ConfigurationXml.Add(external, xml.Certificate()),
            _ => false,
        });
        return new ConfigurationSource(xml.Require(address, "address"), @internal, external);
    }

    public ApprovedCa ReadCa()
    {
        string? caName = null, profile = null;
        bool? authenticationOnly = null;
        CaCertificate? top = null;
        AcmeServer? acme = null;
        CsrFormat? format = null;
        List<CaCertificate> intermediates = [];
        xml.Children(name => name switch
        {
            "name" => xml.Text(ref caName),
            "authenticationOnly" => xml.Once(ref authenticationOnly, xml.Boolean()),
            "topCA" => xml.Once(ref top, ReadCertificate()),
            "intermediateCA" => ConfigurationXml.Add(intermediates, ReadCertificate()),
            "certificateProfileInfo" => xml.Text(ref profile),
            "defaultCsrFormat" => xml.OnceOrNothing(ref format, xml.Word<CsrFormat>()),
            "acmeServer" => xml.Once(ref acme, ReadAcme()),
            _ => false,
        });
        return new ApprovedCa
        {
            Name = xml.Require(caName, "name"),
            AuthenticationOnly = authenticationOnly ?? false,
            TopCa = xml.Require(top, "topCA"),
            IntermediateCas = intermediates,
            CertificateProfileInfo = xml.Require(profile, "certificateProfileInfo"),
            DefaultCsrFormat = format,
            AcmeServer = acme,
        };
    }

    public ApprovedTsa ReadTsa()
    {
        string? tsaName = null, url = null;
        EncodedCertificate? certificate = null;
        CostType? cost = null;
        xml.Children(name => name switch
        {
            "name" => xml.Text(ref tsaName),
            "url" => xml.Text(ref url),
            "cert" => xml.Once(ref certificate, xml.Certificate()),
            "costType" => xml.OnceOrNothing(ref cost, xml.Word<CostType>()),
            _ => false,
        });
        return new ApprovedTsa(xml.Require(tsaName, "name"), xml.Require(url, "url"), xml.Require(certificate, "cert"), cost);
    }

    private CaCertificate ReadCertificate()
    {
        EncodedCertificate? certificate = null;
        List<OcspResponder> responders = [];
        xml.Children(name => name switch
        {
            "cert" => xml.Once(ref certificate, xml.Certificate()),
            "ocsp" => ConfigurationXml.Add(responders, ReadResponder()),
            _ => false,
        });
        return new CaCertificate(xml.Require(certificate, "cert"), responders);
    }

    private OcspResponder ReadResponder()
    {
        string? url = null;
        EncodedCertificate? certificate = null;
        CostType? cost = null;
        xml.Children(name => name switch
        {
            "url" => xml.Text(ref url),
            "cert" => xml.Once(ref certificate, xml.Certificate()),
            "costType" => xml.OnceOrNothing(ref cost, xml.Word<CostType>()),
            _ => false,
        });
        return new OcspResponder(xml.Require(url, "url"), certificate, cost);
    }

    private AcmeServer ReadAcme()
    {
        string? url = null, address = null, authentication = null, signing = null;
        xml.Children(name => name switch
        {
            "directoryURL" => xml.Text(ref url),
            "ipAddress" => xml.Text(ref address),
            "authenticationCertificateProfileId" => xml.Text(ref authentication),
            "signingCertificateProfileId" => xml.Text(ref signing),
            _ => false,
        });
        return new AcmeServer(xml.Require(url, "directoryURL"), address, authentication, signing);
    }
}
