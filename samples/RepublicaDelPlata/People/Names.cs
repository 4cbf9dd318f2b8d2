namespace Cabildo.RepublicaDelPlata.People;

/// <summary>Common names of the country; any likeness to a person is chance.</summary>
internal static class Names
{
    public static readonly IReadOnlyList<string> Towns =
    [
        "Río Claro", "Puerto Alerce", "Villa Esperanza", "San Telmo del Sur", "Las Acacias", "Colonia Norte", "Bahía Serena",
        "Cerro Manso", "Laguna Verde", "El Ceibal", "Tres Molinos", "Paso de las Garzas",
    ];

    public static readonly IReadOnlyList<string> Streets =
    [
        "San Martín", "Belgrano", "Rivadavia", "Mitre", "Sarmiento", "Alberdi", "Juana Azurduy", "Moreno", "Las Heras",
        "Güemes", "Alvear", "Los Tilos", "Los Jacarandás", "Independencia", "Libertad", "25 de Mayo", "9 de Julio",
        "Alfonsina Storni", "Almafuerte", "Los Ceibos",
    ];

    private static readonly IReadOnlyList<string> Women =
    [
        "María", "Ana", "Lucía", "Sofía", "Valentina", "Camila", "Julieta", "Florencia", "Carolina", "Paula", "Laura",
        "Gabriela", "Silvia", "Marta", "Graciela", "Norma", "Susana", "Rosa", "Elena", "Teresa", "Victoria", "Agustina",
        "Micaela", "Rocío", "Daniela", "Andrea", "Cecilia", "Mercedes", "Inés", "Beatriz", "Alejandra", "Noelia",
    ];

    private static readonly IReadOnlyList<string> Men =
    [
        "Juan", "José", "Carlos", "Luis", "Miguel", "Jorge", "Diego", "Pablo", "Martín", "Facundo", "Nicolás", "Matías",
        "Santiago", "Tomás", "Joaquín", "Agustín", "Federico", "Gustavo", "Ricardo", "Eduardo", "Roberto", "Hugo", "Raúl",
        "Héctor", "Ramón", "Emilio", "Ignacio", "Bruno", "Lautaro", "Gonzalo", "Ezequiel", "Julián",
    ];

    private static readonly IReadOnlyList<string> Family =
    [
        "González", "Rodríguez", "Gómez", "Fernández", "López", "Díaz", "Martínez", "Pérez", "García", "Sánchez", "Romero",
        "Sosa", "Álvarez", "Torres", "Ruiz", "Ramírez", "Flores", "Acosta", "Benítez", "Medina", "Suárez", "Herrera",
        "Aguirre", "Pereyra", "Gutiérrez", "Giménez", "Molina", "Silva", "Castro", "Rojas", "Ortiz", "Núñez", "Luna",
        "Juárez", "Cabrera", "Ríos", "Ferreyra", "Godoy", "Morales", "Domínguez", "Moreno", "Peralta", "Vega", "Carrizo",
        "Quiroga", "Castillo", "Ledesma", "Muñoz", "Ojeda", "Ponce", "Vera", "Vázquez", "Villalba", "Cardozo", "Navarro",
        "Ramos", "Arias", "Coronel", "Córdoba", "Figueroa", "Correa", "Cáceres", "Vargas", "Maldonado", "Mansilla", "Farías",
        "Rivero", "Paz", "Miranda", "Roldán", "Méndez", "Lucero", "Cruz", "Hernández", "Agüero", "Páez", "Blanco", "Mendoza",
        "Barrios", "Escobar", "Ávila", "Soria", "Leiva", "Acuña", "Martin", "Maidana", "Moyano", "Campos", "Olivera", "Duarte",
    ];

    public static string Given(string sex, ref SeededRandom random)
    {
        var list = sex == "F" || (sex == "X" && random.Next(2) == 0) ? Women : Men;
        var first = list[random.Next(list.Count)];
        if (random.Next(3) == 0)
            return first;
        var second = list[random.Next(list.Count)];
        return second == first ? first : $"{first} {second}";
    }

    public static string FamilyPair(int index)
    {
        var random = new SeededRandom((ulong)index ^ 0xFA_31_17);
        return $"{Family[random.Next(Family.Count)]} {Family[random.Next(Family.Count)]}";
    }
}
